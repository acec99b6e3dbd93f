import type { Locale } from './locale'

export type PluralForm = 'one' | 'few' | 'many' | 'other'

/** The plural form of a count; by Intl where the runtime has it (WeChat on iOS may not), else by the rule of the languages shipped. */
export function pluralForm(count: number, locale: Locale): PluralForm {
  if (typeof Intl !== 'undefined' && 'PluralRules' in Intl) {
    const form = new Intl.PluralRules(locale).select(count)
    return form === 'zero' || form === 'two' ? 'other' : form
  }
  return locale === 'en' && count === 1 ? 'one' : 'other'
}
