import { formatNumber } from '../format/numbers'
import { errorSentence } from '../words/errors'
import { toAppError } from './to-app-error'

/** The sentence for a failure, in the language shown, with a way on. An unknown code gets the general sentence. */
export function errorWords(code: string, details: Readonly<Record<string, unknown>> = {}): string {
  return errorSentence(code, readable(details))
}

/** The sentence for anything caught. */
export function wordsFor(failure: unknown): string {
  const error = toAppError(failure)
  return errorWords(error.code, error.details)
}

/** Numbers as people read them; a waiting time, which comes in seconds, also as whole `minutes`. */
function readable(details: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.fromEntries(
    Object.entries(details)
      .filter(([, value]) => typeof value === 'number' || typeof value === 'string')
      .map(([name, value]) => [name, typeof value === 'number' ? formatNumber(value) : String(value)]),
  )
  const wait = Number(details.retry_after)
  return wait > 0 ? { ...texts, minutes: String(Math.ceil(wait / 60)) } : texts
}
