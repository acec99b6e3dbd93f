import { moment } from '../core/format/dates'
import { translated } from '../core/i18n/translated'

export interface ExpiringLot {
  remaining: number
  /** Null: these points never expire. */
  expires_at: string | null
  programmes: { name: string; translations: unknown } | null
}

/** What expires within one calendar month, in all months after those shown, or never. */
export interface ExpiryMonth {
  key: string
  kind: 'month' | 'later' | 'never'
  /** The first expiry of that time, null for points that never expire. */
  expires_at: string | null
  amount: number
  /** 0 … 1 of the largest amount, for the length of its bar. */
  share: number
  /** The names of the programmes whose points these are, soonest to expire first. */
  programmes: string[]
}

const SHOWN = 6

/**
 * How many points expire in which month, soonest first; months beyond the sixth are added up as `later`, and points that
 * never expire stand at the end, so that the amounts add up to the balance. Lots that have expired already are left out.
 */
export function expiryMonths(lots: readonly ExpiringLot[], now = new Date()): ExpiryMonth[] {
  const live = lots.filter((lot) => lot.expires_at === null || moment(lot.expires_at) > now).sort(bySoonest)
  const never = live.filter((lot) => lot.expires_at === null)
  const months = new Map<string, ExpiringLot[]>()
  for (const lot of live) {
    if (lot.expires_at === null) continue
    const key = monthOf(lot.expires_at)
    months.set(key, [...(months.get(key) ?? []), lot])
  }
  const all = [...months].map(([key, within]) => total(key, 'month', within))
  const fits = all.length <= SHOWN
  const parts = fits
    ? all
    : [...all.slice(0, SHOWN - 1), total('later', 'later', [...months.values()].slice(SHOWN - 1).flat())]
  if (never.length > 0) parts.push(total('never', 'never', never))
  const largest = Math.max(1, ...parts.map(({ amount }) => amount))
  return parts.map((part) => ({ ...part, share: part.amount / largest }))
}

function total(key: string, kind: ExpiryMonth['kind'], lots: readonly ExpiringLot[]): ExpiryMonth {
  const names = lots.map(({ programmes }) => (programmes ? translated(programmes, 'name') : ''))
  return {
    key,
    kind,
    expires_at: lots[0]?.expires_at ?? null,
    amount: lots.reduce((sum, { remaining }) => sum + remaining, 0),
    share: 0,
    programmes: [...new Set(names.filter(Boolean))],
  }
}

function bySoonest(one: ExpiringLot, other: ExpiringLot): number {
  const end = (lot: ExpiringLot) => (lot.expires_at === null ? Infinity : moment(lot.expires_at).getTime())
  return end(one) === end(other) ? 0 : end(one) - end(other)
}

function monthOf(iso: string): string {
  const at = moment(iso)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}
