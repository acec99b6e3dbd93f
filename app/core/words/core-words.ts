import { defineWords } from '../i18n/define-words'
import { en } from './en'
import { zhHans } from './zh-Hans'

/** The words that the shell itself says: tabs, buttons that mean the same everywhere, expiry, the sentence for an unknown failure. */
export const coreWords = defineWords({ 'zh-Hans': zhHans, en })
