import { defineWords } from '../core/i18n/define-words'
import { en } from './locale/address.en'
import { zhHans } from './locale/address.zh-Hans'

/** The words of the address book. */
export const t = defineWords({ 'zh-Hans': zhHans, en })
