import { defineWords } from '../../core/i18n/define-words'
import { en } from './locale/en'
import { zhHans } from './locale/zh-Hans'

/** The words of the list of grants, of where their points went, and of revoking. */
export const t = defineWords({ 'zh-Hans': zhHans, en })
