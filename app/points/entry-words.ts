import { programmeName } from '../core/i18n/programme-name'
import type { StatementEntry } from './types'
import { t } from './words'

const KINDS = ['grant', 'spend', 'refund', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'departure'] as const
type Kind = (typeof KINDS)[number]

const ICONS = {
  grant: 'gift',
  spend: 'bag',
  refund: 'refresh',
  expiry: 'clock',
  expiry_undo: 'undo',
  revocation: 'undo',
  settlement: 'scale',
  departure: 'exit',
  other: 'coin',
} as const

/** The kind of a movement as far as this client knows it; a later release may bring others. */
function known(kind: string): Kind | 'other' {
  return KINDS.find((one) => one === kind) ?? 'other'
}

/** What kind of movement it is, in a word. */
export function kindWords({ kind }: { kind: string }): string {
  return t(`kind.${known(kind)}`)
}

/** What an entry is about: the programme, what was noted, or else what kind of movement it is. */
export function titleOf(entry: StatementEntry): string {
  if (entry.order_id) return kindWords(entry)
  return programmeName(entry) || entry.note || kindWords(entry)
}

/** A sentence for the movements that nobody made themselves and that need one; empty for the others. */
export function explanationOf({ kind }: { kind: string }): string {
  const movement = known(kind)
  if (movement === 'revocation' || movement === 'settlement' || movement === 'departure' || movement === 'expiry_undo')
    return t(`why.${movement}`)
  return ''
}

/** The picture beside a movement. */
export function kindIcon({ kind }: { kind: string }): (typeof ICONS)[Kind | 'other'] {
  return ICONS[known(kind)]
}
