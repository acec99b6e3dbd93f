import { computed, shallowRef } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useProfile } from '../core/api/profile'
import { formatDateTime } from '../core/format/dates'
import { formatPoints } from '../core/format/points'
import { onceAtATime } from '../core/state/once-at-a-time'
import { useAsync } from '../core/state/use-async'
import { toast } from '../platform/device'
import { cancelOrder, loadOrder, loadOrderLots } from './api'
import { timelineOf } from './timeline'
import { isCancellable } from './types'
import { t } from './words'

/** One order with its lots, its history, and the way to cancel it. */
export function useOrder() {
  const profiles = useProfile()
  const id = shallowRef('')
  const asking = shallowRef(false)

  const loaded = useAsync(
    async () => {
      const [order, lots] = await Promise.all([loadOrder(id.value), loadOrderLots(id.value)])
      return order && { order, lots }
    },
    { immediate: false },
  )
  const order = computed(() => loaded.data?.order ?? null)
  const lots = computed(() => loaded.data?.lots ?? [])
  const cancellable = computed(() => order.value !== null && isCancellable(order.value.state))
  const steps = computed(() =>
    order.value
      ? timelineOf(order.value.order_events, order.value.state).map(({ state, at, note, place }) => ({
          title: t(`event.${state}`),
          state: place,
          ...(at ? { at: formatDateTime(at) } : {}),
          ...(note ? { note } : {}),
        }))
      : [],
  )

  function open(orderId: string): void {
    id.value = orderId
    void loaded.run()
  }

  // Cancelling twice refunds once, so a lost answer is simply asked for again.
  const cancel = onceAtATime(async () => {
    try {
      const { refunded_points } = await cancelOrder(id.value)
      toast(t('cancel.done', { amount: formatPoints(refunded_points) }))
    } catch (failure) {
      toast(wordsFor(failure))
    }
    asking.value = false
    await Promise.allSettled([loaded.refresh(), profiles.refresh()])
  })

  return { loaded, order, lots, steps, cancellable, asking, open, cancel }
}
