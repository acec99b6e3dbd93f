import { daysUntil, formatDate, formatExpiry, moment } from '../core/format/dates'
import { formatPoints } from '../core/format/points'
import { translated } from '../core/i18n/translated'
import type { LotHistory } from './types'
import { t } from './words'

const SOON_DAYS = 30
const NAMED = 10

/** How a lot stands: to be spent, soon to expire, or over in one of three ways. */
export type LotStanding = 'open' | 'soon' | 'used' | 'expired' | 'revoked'

/** What is known of any lot, whether from the list or with its history. */
interface AnyLot {
  remaining: number
  expires_at: string | null
  revoked_at: string | null
}

/** A revoked lot that a later refund filled again can be spent like any other. */
export function standingOf(lot: AnyLot, now = new Date()): LotStanding {
  if (lot.revoked_at !== null && lot.remaining === 0) return 'revoked'
  if (lot.expires_at !== null && moment(lot.expires_at) <= now) return 'expired'
  if (lot.remaining === 0) return 'used'
  return lot.expires_at !== null && daysUntil(lot.expires_at, now) <= SOON_DAYS ? 'soon' : 'open'
}

/** The standing in a word or two: until when, or how it ended. */
export function standingWords(lot: AnyLot, now = new Date()): string {
  const standing = standingOf(lot, now)
  if (standing === 'revoked') return t('lots.revoked')
  if (standing === 'used') return t('lots.used-up')
  return lot.expires_at ? formatExpiry(lot.expires_at, now) : t('lots.no-expiry')
}

/** What a lot may pay for, in words: everything, or the categories or products by name. */
export function scopeWords({ scope, scope_names }: Pick<LotHistory['lot'], 'scope' | 'scope_names'>): string {
  if (scope === 'all') return t('lot.scope.all')
  const names = scope_names.map((one) => translated(one, 'name'))
  const rest = names.length - NAMED
  const named = t('lot.scope.only', { names: names.slice(0, NAMED).join(t('lot.joint')) })
  return rest > 0 ? named + t('lot.scope.more', { count: rest }) : named
}

/** What happened to a lot that its holder did not do: it was revoked, or some of it was left when it expired. Null where neither is so. */
export function endOf({ lot, movements }: LotHistory, now = new Date()): { title: string; text: string } | null {
  if (lot.revoked_at !== null)
    return { title: t('lot.revoked.title'), text: t('lot.revoked', { date: formatDate(lot.revoked_at) }) }
  const booked = movements.filter(({ kind }) => kind === 'expiry' || kind === 'expiry_undo')
  const isPast = lot.expires_at !== null && moment(lot.expires_at) <= now
  const lapsed = (isPast ? lot.remaining : 0) - booked.reduce((sum, { amount }) => sum + amount, 0)
  if (!isPast || lapsed <= 0 || lot.expires_at === null) return null
  const params = { date: formatDate(lot.expires_at), amount: formatPoints(lapsed) }
  return { title: t('lot.expired.title'), text: t('lot.expired', params) }
}
