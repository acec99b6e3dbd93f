import { programmeName } from '../core/i18n/programme-name'
import type { StatementEntry } from './types'
import { t } from './words'

/** What kind of movement an entry is. */
export function kindWords({ kind }: StatementEntry): string {
  if (kind === 'grant') return t('kind.grant')
  if (kind === 'spend') return t('kind.spend')
  if (kind === 'refund') return t('kind.refund')
  return kind === 'expiry' ? t('kind.expiry') : t('kind.other')
}

/** What an entry is about: the programme, what was noted, or else what kind of movement it is. */
export function titleOf(entry: StatementEntry): string {
  if (entry.order_id) return kindWords(entry)
  return programmeName(entry) || entry.note || kindWords(entry)
}

/** The picture beside an entry. */
export function kindIcon({ kind }: StatementEntry): 'gift' | 'bag' | 'refresh' | 'clock' | 'coin' {
  if (kind === 'grant') return 'gift'
  if (kind === 'spend') return 'bag'
  if (kind === 'refund') return 'refresh'
  return kind === 'expiry' ? 'clock' : 'coin'
}
