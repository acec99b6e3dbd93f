import { defineWords } from '../core/i18n/define-words'
import { en } from './locale/preferences.en'
import { zhHans } from './locale/preferences.zh-Hans'

/** The words of the settings and of the page about Fudian. */
export const t = defineWords({ 'zh-Hans': zhHans, en })
