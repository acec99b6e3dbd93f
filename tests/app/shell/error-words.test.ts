import { describe, expect, it } from 'vitest'
import { ERRORS, type ErrorEntry } from '../../../shared/errors'
import { errorWords, wordsFor } from '../../../app/core/api/error-words'
import { locales, setLocale } from '../../../app/core/i18n/locale'

const registry = Object.entries(ERRORS as Record<string, ErrorEntry>)

describe.each(locales)('the words for failures in %s', (locale) => {
  it.each(registry)('say %s in a sentence of its own, with and without its details', (code, entry) => {
    setLocale(locale)
    const details = Object.fromEntries((entry.details ?? []).map((name) => [name, 1234]))
    for (const sentence of [errorWords(code), errorWords(code, details)]) {
      expect(sentence).toMatch(locale === 'en' ? /^[A-Z{0-9].+\.$/ : /^[^a-z]+。$/i)
      expect(sentence).not.toMatch(/[{}]|undefined|\[object/)
    }
    if (code !== 'unexpected') expect(errorWords(code)).not.toBe(errorWords('unexpected'))
  })
})

describe('the words for failures', () => {
  it('name the figures that came', () => {
    setLocale('zh-Hans')
    expect(errorWords('insufficient_points', { needed: 12800, available: 300 })).toContain('需要 12,800，可用 300')
  })

  it('say a waiting time in minutes', () => {
    setLocale('en')
    expect(errorWords('too_many_attempts', { retry_after: 61 })).toContain('2 min')
  })

  it('fall back to the general sentence for a code nobody knows', () => {
    setLocale('zh-Hans')
    expect(errorWords('quantum_flux')).toBe(errorWords('unexpected'))
    expect(wordsFor(new Error('boom'))).toBe(errorWords('unexpected'))
  })
})
