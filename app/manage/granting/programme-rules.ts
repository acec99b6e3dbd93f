import { formatDate } from '../../core/format/dates'
import { formatPoints } from '../../core/format/points'
import { translated } from '../../core/i18n/translated'
import { locale } from '../../core/i18n/locale'
import type { Named, Programme } from '../types'
import { t } from './words'

/** So many names are told one by one. */
const FEW = 4

/** How long points of a programme are valid. */
export function validityWords(programme: Programme): string {
  const { validity_kind, validity_days, validity_months, valid_until } = programme
  if (validity_kind === 'days') return t('valid.days', { count: validity_days ?? 0 })
  if (validity_kind === 'months') return t('valid.months', { count: validity_months ?? 0 })
  // A day without a time would be read as midnight in Greenwich, the evening before in America.
  return t('valid.fixed_date', { date: formatDate(`${valid_until ?? ''}T12:00:00`) })
}

/** What they can buy; `names` are those of the categories or products as far as they are known. */
export function scopeWords({ scope, scope_ids }: Programme, names: readonly Named[]): string {
  if (scope === 'all') return t('scope.all')
  const known = names.map((named) => translated(named, 'name'))
  if (known.length === scope_ids.length && known.length <= FEW)
    return t('scope.named', { names: known.join(locale() === 'en' ? ', ' : '\u3001') })
  return t(scope === 'categories' ? 'scope.categories' : 'scope.products', { count: scope_ids.length })
}

/** How much one person may get, where that is limited. */
export function capWords({ cap_points, cap_period }: Programme): string | null {
  return cap_points === null ? null : t(`cap.${cap_period}`, { amount: formatPoints(cap_points) })
}
