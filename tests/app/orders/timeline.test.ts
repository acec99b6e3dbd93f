import { describe, expect, it } from 'vitest'
import { timelineOf } from '../../../app/orders/timeline'
import { isCancellable, orderStates, type OrderEvent, type OrderState } from '../../../app/orders/types'

const event = (seq: number, to_state: OrderState, at: string): OrderEvent => ({
  seq,
  from_state: null,
  to_state,
  at,
  note: null,
})
const steps = (events: OrderEvent[], state: OrderState) =>
  timelineOf(events, state).map((step) => `${step.state} ${step.place}`)

describe('the history of an order', () => {
  it('is told from the beginning, whatever order the events came in, and goes on to what lies ahead', () => {
    const events = [event(2, 'shipped', '2026-09-02T10:00:00Z'), event(1, 'paid', '2026-09-01T10:00:00Z')]
    expect(steps(events, 'shipped')).toEqual(['paid done', 'shipped now', 'delivered next', 'completed next'])
  })

  it('ends where it ended', () => {
    const events = [event(1, 'paid', '2026-09-01T10:00:00Z'), event(2, 'cancelled', '2026-09-01T11:00:00Z')]
    expect(steps(events, 'cancelled')).toEqual(['paid done', 'cancelled now'])
  })

  it('tells two events of one moment apart by their number', () => {
    const events = [event(2, 'cancelled', '2026-09-01T10:00:00Z'), event(1, 'paid', '2026-09-01T10:00:00Z')]
    expect(steps(events, 'cancelled')).toEqual(['paid done', 'cancelled now'])
  })
})

describe('cancelling', () => {
  it('is offered until something has left the warehouse', () => {
    expect(orderStates.filter(isCancellable)).toEqual(['awaiting_payment', 'paid'])
  })
})
