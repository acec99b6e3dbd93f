import type { Phrase } from '../../core/i18n/define-words'
import type { zhHans } from './zh-Hans'

export const en: Record<keyof typeof zhHans, Phrase> = {
  title: 'Me',
  'employee-no': 'No. {number}',
  'card.number': 'Card {number}',
  'card.valid': 'Valid until {date}',
  'card.endless': 'No expiry date',
  balance: 'Balance',
  orders: 'My orders',
  'orders.paid': 'To be shipped',
  'orders.shipped': 'On the way',
  'orders.done': 'Completed',
  'orders.cancelled': 'Cancelled',
  messages: 'Messages',
  'messages.unread': { one: '{count} unread', other: '{count} unread' },
  wallet: '{points} statement',
  addresses: 'Addresses',
  cart: 'Cart',
  settings: 'Language and appearance',
  about: 'About Fudian',
  'sign-out': 'Sign out',
  'sign-out.ask': 'Sign out?',
  'sign-out.text': 'Your orders and points stay as they are.',
  'sign-out.guest': 'Your orders and balance stay on the card. Sign in again with its number and PIN.',
  'sign-out.confirm': 'Sign out',
}
