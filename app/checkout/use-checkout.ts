import { computed, shallowRef } from 'vue'
import { useProfile } from '../core/api/profile'
import type { OrderRequest } from '../core/redemption/attempt'
import { useAsync } from '../core/state/use-async'
import { quoteOrder } from './api'
import type { Quote, QuoteLine, WantedLine } from './contract'
import type { Fix } from './problems'
import { withRememberedNames } from './remembered'
import { useDeliveryAddress } from './use-delivery-address'

const NOTHING: Quote = {
  lines: [],
  total_points: 0,
  spendable_points: 0,
  shortfall: 0,
  lots: [],
  problems: [],
  orderable: false,
}

/** The checkout page: the wanted lines at the prices the buyer has seen, the server's quote for them, the address. */
export function useCheckout() {
  const profiles = useProfile()
  const delivery = useDeliveryAddress()
  const wanted = shallowRef<WantedLine[]>([])
  const note = shallowRef('')

  const quote = useAsync<Quote>(ask, { immediate: false, isEmpty: (answer) => answer.lines.length === 0 })
  const data = computed(() => quote.data ?? NOTHING)
  const needsAddress = computed(() => data.value.problems.some((problem) => problem.code === 'address_required'))
  /** What is wrong with the order as a whole, apart from the address, which has its own place. */
  const problem = computed(() => data.value.problems.find(({ code }) => code !== 'address_required') ?? null)
  const broken = computed(() => data.value.lines.some((line) => line.problem !== null))
  const addressMissing = computed(() => needsAddress.value && !delivery.address.value)
  /** Nothing but perhaps the address stands in the way. */
  const ready = computed(() => data.value.lines.length > 0 && !broken.value && !problem.value)
  const pieces = computed(() => data.value.lines.reduce((sum, line) => sum + line.quantity, 0))

  // The address is left out on purpose: the quote then says whether these goods need one, whichever is chosen meanwhile.
  async function ask(): Promise<Quote> {
    if (wanted.value.length === 0) return NOTHING
    const [answer] = await Promise.all([quoteOrder(wanted.value), delivery.load(), profiles.refresh()])
    wanted.value = wanted.value.map((line) => withSeenPrice(line, answer.lines))
    return withRememberedNames(answer, quote.data)
  }

  function open(lines: WantedLine[]): Promise<void> {
    wanted.value = lines
    return quote.run()
  }

  /** Takes the step that a line's problem offers, and quotes again. Throws AppError. */
  function fix(line: QuoteLine, step: Fix): Promise<void> {
    wanted.value = wanted.value.flatMap((known) => {
      if (known.sku_id !== line.sku_id) return [known]
      if (step.kind === 'remove') return []
      return step.kind === 'accept' ? [{ ...known, unit_points: step.points }] : [{ ...known, quantity: step.to }]
    })
    return quote.refresh()
  }

  /** The order exactly as it is on the screen. */
  function request(): OrderRequest {
    const address = needsAddress.value ? delivery.address.value : null
    // The server takes one line of text.
    const words = note.value.replace(/\s+/g, ' ').trim()
    return {
      lines: data.value.lines.map(({ sku_id, quantity, unit_points }) => ({
        sku_id,
        quantity,
        unit_points: unit_points ?? 0,
      })),
      ...(address ? { address_id: address.id } : {}),
      ...(words ? { note: words } : {}),
    }
  }

  const seenPrice = (skuId: string) => wanted.value.find((line) => line.sku_id === skuId)?.unit_points

  return {
    quote,
    data,
    wanted,
    note,
    delivery,
    needsAddress,
    problem,
    broken,
    addressMissing,
    ready,
    pieces,
    open,
    fix,
    request,
    seenPrice,
  }
}

/** A price shown without a complaint is from then on the price the buyer has seen. */
function withSeenPrice(line: WantedLine, quoted: QuoteLine[]): WantedLine {
  if (line.unit_points !== undefined) return line
  const points = quoted.find(({ sku_id }) => sku_id === line.sku_id)?.unit_points
  return typeof points === 'number' ? { ...line, unit_points: points } : line
}
