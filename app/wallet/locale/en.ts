import type { Phrase } from '../../core/i18n/define-words'
import type { zhHans } from './zh-Hans'

export const en: Record<keyof typeof zhHans, Phrase> = {
  title: 'My {points}',
  balance: 'Your {points}',
  soon: '{amount} · {when}',
  'soon.none': 'No {points} expire in the next 30 days',
  statement: 'Statement',
  'statement.text': 'Where they came from and where they went',
  lots: 'Expiry',
  'lots.text': 'What is left of each grant, and until when',
  programmes: 'Where they come from',
  timeline: 'When they expire',
  'timeline.none': 'Never expire',
  'timeline.bar': '{amount} expire in {month}',
  'empty.title': 'No {points} yet',
  'empty.text': 'As soon as your company grants some, they show up here.',
  'empty.go': 'Have a look round the mall',
  card: 'Gift card',
  'card.until': 'Valid until {date}',
  'card.balance': '{points} on this card',
  'card.text': 'These {points} belong to this card. Come back any time with its number and PIN.',
}
