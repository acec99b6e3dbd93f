import type { Phrase } from '../../core/i18n/define-words'
import type { zhHans } from './preferences.zh-Hans'

export const en: Record<keyof typeof zhHans, Phrase> = {
  'settings.title': 'Settings',
  language: 'Language',
  'language.zh-Hans': '简体中文',
  'language.en': 'English',
  appearance: 'Appearance',
  'appearance.system': 'Same as the device',
  'appearance.light': 'Light',
  'appearance.dark': 'Dark',
  'settings.note': 'These choices are kept on this device only.',
  'about.title': 'About Fudian',
  'about.slogan': 'A thank-you you choose yourself',
  'about.lead':
    'Fudian is a benefits mall for companies: the welfare budget becomes points, and you spend them on what you like.',
  'about.points': 'How points work',
  'about.points.text':
    'Points that expire first are spent first. When you cancel an order, they return to where they came from, with the same expiry date.',
  'about.privacy': 'Who sees my orders',
  'about.privacy.text':
    'You, and those who fulfil them: the platform and its suppliers. Your company cannot see what one person redeemed.',
  'about.help': 'If something is wrong',
  'about.help.text': 'For your account, points and invite codes, ask the benefits manager of your company.',
  'about.help.guest': 'For a card, ask whoever gave it to you, or its issuer.',
  'about.version': 'Version {version}',
}
