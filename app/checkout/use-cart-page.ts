import { computed, shallowRef } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useCart } from '../core/cart/store'
import { useAsync } from '../core/state/use-async'
import { toast } from '../platform/device'
import { quoteOrder } from './api'
import { cartRows, totalsOf, type CartRow } from './cart-rows'
import type { Quote } from './contract'
import { withRememberedNames } from './remembered'
import { useRemoval } from './use-removal'

const SETTLE_MS = 400

/** The cart page: the lines as the server quotes them, what is ticked, and what that comes to. */
export function useCartPage() {
  const cart = useCart()
  const unticked = shallowRef<readonly string[]>([])
  const ticked = shallowRef<Quote | null>(null)
  const removal = useRemoval()
  let timer: ReturnType<typeof setTimeout> | undefined

  const quote = useAsync<Quote | null>(quoteAll, { immediate: false, isEmpty: () => false })
  const rows = computed(() => cartRows(cart.lines, quote.data ?? null, unticked.value))
  const totals = computed(() => totalsOf(rows.value, ticked.value))
  const state = computed(() => (quote.state === 'ready' && rows.value.length === 0 ? 'empty' : quote.state))

  async function quoteAll(): Promise<Quote | null> {
    if (!cart.loaded) await cart.load()
    const answer = cart.lines.length > 0 ? withRememberedNames(await quoteOrder(cart.lines), quote.data) : null
    await quoteTicked(answer)
    return answer
  }

  /** What may pay depends on what is ticked: some points are for certain goods only. */
  async function quoteTicked(all: Quote | null): Promise<void> {
    const wanted = cartRows(cart.lines, all, unticked.value).filter((row) => row.ticked)
    const isAll = all !== null && wanted.length === all.lines.length
    ticked.value = isAll || wanted.length === 0 ? all : await quoteOrder(wanted.map((row) => row.line))
  }

  /** Reads the cart again, as another device may have changed it. */
  async function show(): Promise<void> {
    if (quote.state === 'idle' || quote.state === 'failed') return quote.run()
    await cart.load().then(quote.refresh).catch(say)
  }

  function quoteSoon(): void {
    clearTimeout(timer)
    timer = setTimeout(() => void quote.refresh().catch(say), SETTLE_MS)
  }

  function setQuantity(row: CartRow, quantity: number): void {
    if (quantity === row.quantity) return
    quoteSoon()
    void cart.setQuantity(row.skuId, quantity).catch(say)
  }

  function tick(row: CartRow): void {
    unticked.value = row.ticked ? [...unticked.value, row.skuId] : unticked.value.filter((id) => id !== row.skuId)
    quoteSoon()
  }

  function tickAll(): void {
    unticked.value = totals.value.allTicked ? rows.value.map((row) => row.skuId) : []
    quoteSoon()
  }

  function remove(gone: CartRow[]): void {
    void removal.remove(gone).then(quoteSoon, say)
  }

  function undo(): void {
    void removal.undo().then(quoteSoon, say)
  }

  const say = (failure: unknown) => toast(wordsFor(failure))

  return { quote, state, rows, totals, removed: removal.removed, show, setQuantity, tick, tickAll, remove, undo }
}
