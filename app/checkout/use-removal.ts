import { shallowRef } from 'vue'
import type { RemovedLine } from '../core/cart/lines'
import { useCart } from '../core/cart/store'
import type { CartRow } from './cart-rows'

const UNDO_MS = 6000

/** Taking lines out of the cart, with a few seconds in which that can be taken back. */
export function useRemoval() {
  const cart = useCart()
  const removed = shallowRef<{ name: string; lines: RemovedLine[] } | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined

  /** Takes lines out at once. Throws AppError, and then they are back. */
  async function remove(rows: CartRow[]): Promise<void> {
    const lines = rows.map((row) => ({
      line: { sku_id: row.skuId, quantity: row.quantity },
      index: cart.lines.findIndex((line) => line.sku_id === row.skuId),
    }))
    offerUndo({ name: rows[0]?.name ?? '', lines })
    try {
      await cart.remove(...rows.map((row) => row.skuId))
    } catch (failure) {
      removed.value = null
      throw failure
    }
  }

  /** Puts the lines last removed back. Throws AppError. */
  async function undo(): Promise<void> {
    const last = removed.value
    removed.value = null
    if (last) await cart.putBack(last.lines)
  }

  function offerUndo(offer: { name: string; lines: RemovedLine[] }): void {
    clearTimeout(timer)
    removed.value = offer
    timer = setTimeout(() => {
      removed.value = null
    }, UNDO_MS)
  }

  return { removed, remove, undo }
}
