import { defineWords } from '../core/i18n/define-words'
import { en } from './locale/en'
import { zhHans } from './locale/zh-Hans'

/** The words of the operators' home page and of budgets. */
export const t = defineWords({ 'zh-Hans': zhHans, en })
