import type { ExpiringPoints } from '../core/api/profile'
import { daysUntil } from '../core/format/dates'
import { formatNumber } from '../core/format/numbers'
import { t } from './words'

/** What expires next, as a person would say it; empty when nothing does within the next 30 days. */
export function expiringWords(next: ExpiringPoints | undefined, points: string, now = new Date()): string {
  if (!next) return ''
  const amount = formatNumber(next.amount)
  const count = daysUntil(next.expires_at, now)
  if (count <= 0) return t('expiring.today', { amount, points })
  if (count === 1) return t('expiring.tomorrow', { amount, points })
  return t('expiring.days', { amount, points, count })
}
