import { translated } from '../core/i18n/translated'
import type { StatementEntry } from './types'
import { t } from './words'

/** What kind of movement an entry is. */
export function kindWords({ kind }: StatementEntry): string {
  if (kind === 'grant') return t('kind.grant')
  if (kind === 'spend') return t('kind.spend')
  if (kind === 'refund') return t('kind.refund')
  return kind === 'expiry' ? t('kind.expiry') : t('kind.other')
}

/** What an entry is about: the order, the programme, or what was noted. */
export function titleOf(entry: StatementEntry): string {
  if (entry.order_no) return t('entry.order', { number: entry.order_no })
  return translated(entry, 'programme_name') || entry.note || kindWords(entry)
}

/** The picture beside an entry. */
export function kindIcon({ kind }: StatementEntry): 'gift' | 'bag' | 'refresh' | 'clock' | 'coin' {
  if (kind === 'grant') return 'gift'
  if (kind === 'spend') return 'bag'
  if (kind === 'refund') return 'refresh'
  return kind === 'expiry' ? 'clock' : 'coin'
}
