import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { sessionState } from '../api/session'
import { cartCount } from '../state/cart-count'
import { loadCart, saveCart } from './api'
import { piecesIn, withAdded, without, withPutBack, withQuantity, type CartLine, type RemovedLine } from './lines'

/**
 * The cart of whoever is signed in. A change shows at once, is saved on the server behind it, and is taken back when
 * the server refuses it. Changes made while one is being saved go out together afterwards.
 */
export const useCart = defineStore('cart', () => {
  const lines = shallowRef<CartLine[]>([])
  const loaded = shallowRef(false)
  const count = computed(() => piecesIn(lines.value))
  let confirmed: CartLine[] = []
  let loading: Promise<void> | undefined
  let saving: Promise<void> | undefined
  let visit = 0

  /** Reads the cart from the server; a change under way is waited for. Throws AppError. */
  function load(): Promise<void> {
    loading ??= ask().finally(() => {
      loading = undefined
    })
    return loading
  }

  async function ask(): Promise<void> {
    const asked = visit
    await saving?.catch(() => undefined)
    const before = lines.value
    const kept = await loadCart()
    if (asked !== visit) return
    confirmed = kept
    if (lines.value === before) lines.value = kept
    loaded.value = true
  }

  /** Puts so many more of a SKU into the cart. Throws AppError, and then the cart is as before. */
  async function add(skuId: string, quantity = 1): Promise<void> {
    if (!loaded.value) await load()
    await change(withAdded(lines.value, skuId, quantity))
  }

  /** Sets how many of a SKU that is in the cart. Throws AppError, and then the cart is as before. */
  function setQuantity(skuId: string, quantity: number): Promise<void> {
    return change(withQuantity(lines.value, skuId, quantity))
  }

  /** Takes SKUs out of the cart. Throws AppError, and then the cart is as before. */
  function remove(...skuIds: string[]): Promise<void> {
    return change(without(lines.value, skuIds))
  }

  /** Puts removed lines back where they were, as undo does. Throws AppError. */
  function putBack(removed: RemovedLine[]): Promise<void> {
    return change(withPutBack(lines.value, removed))
  }

  function change(next: CartLine[]): Promise<void> {
    lines.value = next
    saving ??= saveUntilCurrent().finally(() => {
      saving = undefined
    })
    return saving
  }

  async function saveUntilCurrent(): Promise<void> {
    const asked = visit
    try {
      let sent: CartLine[]
      do {
        sent = lines.value
        await saveCart(sent)
        if (asked !== visit) return
        confirmed = sent
      } while (lines.value !== sent)
    } catch (failure) {
      if (asked === visit) lines.value = confirmed
      throw failure
    }
  }

  /** Forgets the cart on this device: somebody else may be next. The server keeps it. */
  function forget(): void {
    visit += 1
    confirmed = []
    lines.value = []
    loaded.value = false
  }

  watch(sessionState, (state) => {
    if (state !== 'signed-in') forget()
  })

  watch(count, (units) => {
    cartCount.value = units
  })

  return { lines, count, loaded, load, add, setQuantity, remove, putBack, forget }
})
