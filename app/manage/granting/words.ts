import { defineWords } from '../../core/i18n/define-words'
import { en } from './locale/en'
import { zhHans } from './locale/zh-Hans'

/** The words of granting, of pasted lists and of imports. */
export const t = defineWords({ 'zh-Hans': zhHans, en })
