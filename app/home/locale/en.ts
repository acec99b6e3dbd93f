import type { Phrase } from '../../core/i18n/define-words'
import type { zhHans } from './zh-Hans'

export const en: Record<keyof typeof zhHans, Phrase> = {
  'hello.morning': 'Good morning, {name}',
  'hello.noon': 'Good day, {name}',
  'hello.afternoon': 'Good afternoon, {name}',
  'hello.evening': 'Good evening, {name}',
  'hello.guest': 'Hello, this is your gift card',
  balance: 'Available {points}',
  'expiring.today': '{amount} {points} expire today',
  'expiring.tomorrow': '{amount} {points} expire tomorrow',
  'expiring.days': {
    one: '{amount} {points} expire in {count} day',
    other: '{amount} {points} expire in {count} days',
  },
  'expiring.none': 'See statement',
  'to-wallet': 'See your {points}',
  'card.valid': 'Valid until {date}',
  'card.endless': 'No expiry date',
  'card.number': 'Card {number}',
  'search.hint': 'Find something you like',
  shortcuts: 'Categories',
  'rail.title': 'Picked for you',
  'rail.empty': 'Being restocked',
  'banner.label': 'Offer: {title}',
  'notice.more': 'Read the whole notice',
  'notice.less': 'Fold the notice',
  'empty.title': 'This page is still being arranged',
  'empty.text': 'The mall is open already, have a look around.',
  'empty.action': 'Go to the mall',
}
