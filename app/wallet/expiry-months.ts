import { moment } from '../core/format/dates'

export interface ExpiringLot {
  remaining: number
  /** Null: these points never expire. */
  expires_at: string | null
}

/** What expires within one calendar month. */
export interface ExpiryMonth {
  key: string
  /** The first expiry of that month, null for points that never expire. */
  expires_at: string | null
  amount: number
  /** 0 … 1 of the largest month, for the height of its bar. */
  share: number
}

const SHOWN = 6

/**
 * How many points expire in which month: the six soonest, with points that never expire at the end.
 * Lots that have expired already are left out.
 */
export function expiryMonths(lots: readonly ExpiringLot[], now = new Date()): ExpiryMonth[] {
  const months = new Map<string, ExpiryMonth>()
  const live = lots.filter((lot) => lot.expires_at === null || moment(lot.expires_at) > now)
  for (const lot of [...live].sort(bySoonest)) {
    const key = lot.expires_at === null ? 'never' : monthOf(lot.expires_at)
    const month = months.get(key) ?? { key, expires_at: lot.expires_at, amount: 0, share: 0 }
    months.set(key, { ...month, amount: month.amount + lot.remaining })
  }
  const shown = [...months.values()].slice(0, SHOWN)
  const largest = Math.max(1, ...shown.map((month) => month.amount))
  return shown.map((month) => ({ ...month, share: month.amount / largest }))
}

function bySoonest(one: ExpiringLot, other: ExpiringLot): number {
  if (one.expires_at === other.expires_at) return 0
  if (one.expires_at === null) return 1
  if (other.expires_at === null) return -1
  return moment(one.expires_at).getTime() - moment(other.expires_at).getTime()
}

function monthOf(iso: string): string {
  const at = moment(iso)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}
