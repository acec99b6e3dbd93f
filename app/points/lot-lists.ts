import { moment } from '../core/format/dates'
import type { PointLot } from './types'

/** Whether nothing of a lot can be spent any more. */
export function isOver(lot: PointLot, now = new Date()): boolean {
  return lot.remaining === 0 || (lot.expires_at !== null && moment(lot.expires_at) <= now)
}

/** Lots to spend, in the order redeeming takes them, and those that are over, latest first. */
export function splitLots(lots: readonly PointLot[], now = new Date()): { live: PointLot[]; over: PointLot[] } {
  const end = (lot: PointLot) => (lot.expires_at === null ? Infinity : moment(lot.expires_at).getTime())
  const age = (lot: PointLot) => moment(lot.created_at).getTime()
  const live = lots.filter((lot) => !isOver(lot, now))
  const over = lots.filter((lot) => isOver(lot, now))
  return {
    live: live.sort((one, other) => (end(one) === end(other) ? age(one) - age(other) : end(one) - end(other))),
    over: over.sort((one, other) => age(other) - age(one)),
  }
}
