import type { ErrorCode } from '../../../shared/errors'
import { locale } from '../i18n/locale'
import { errorsEn } from './errors.en'
import { errorsZhHans } from './errors.zh-Hans'

const byLocale: Record<string, Readonly<Partial<Record<string, string>>>> = { 'zh-Hans': errorsZhHans, en: errorsEn }

/** Whether a text from outside is a code that has words. */
export function isWorded(code: string): code is ErrorCode {
  return Object.prototype.hasOwnProperty.call(errorsZhHans, code) && !code.includes('.')
}

/**
 * The sentence for an error code. A sentence that names a detail which did not come gives way to `<code>.plain`, then to
 * the general one, so that nobody reads a bare `{placeholder}`.
 */
export function errorSentence(code: string, details: Readonly<Record<string, string>>): string {
  const words = byLocale[locale()] ?? {}
  for (const key of [code, `${code}.plain`, 'unexpected']) {
    const sentence = words[key]?.replace(/\{(\w+)\}/g, (whole, name: string) => details[name] ?? whole)
    if (sentence && !/\{\w+\}/.test(sentence)) return sentence
  }
  return errorsZhHans.unexpected
}
