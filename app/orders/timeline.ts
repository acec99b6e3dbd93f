import type { OrderEvent, OrderState } from './types'

export interface TimelineEntry {
  state: OrderState
  /** Null for what is still to come. */
  at: string | null
  note: string | null
  place: 'done' | 'now' | 'next'
}

const WAY: OrderState[] = ['paid', 'shipped', 'delivered', 'completed']

/** The order's history, oldest first, followed by the steps still ahead while it is on its way. */
export function timelineOf(events: readonly OrderEvent[], state: OrderState): TimelineEntry[] {
  const past = [...events].sort((one, other) => one.seq - other.seq)
  const history = past.map((event, index): TimelineEntry => ({
    state: event.to_state,
    at: event.at,
    note: event.note,
    place: index === past.length - 1 ? 'now' : 'done',
  }))
  const reached = WAY.indexOf(state)
  const ahead = state === 'awaiting_payment' ? WAY : reached < 0 ? [] : WAY.slice(reached + 1)
  return [...history, ...ahead.map((next): TimelineEntry => ({ state: next, at: null, note: null, place: 'next' }))]
}
