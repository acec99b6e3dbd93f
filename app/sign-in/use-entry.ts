import { shallowRef } from 'vue'
import type { AppError } from '../core/api/app-error'
import { errorWords } from '../core/api/error-words'
import { useProfile } from '../core/api/profile'
import { toAppError } from '../core/api/to-app-error'
import { startAtAddress } from '../core/navigation/navigate'
import { onceAtATime } from '../core/state/once-at-a-time'
import { useWaiting } from './use-waiting'

/** Refusals of the account itself: signed in or not, it cannot be used, so the session is given back. */
const REFUSED = new Set([
  'not_permitted',
  'member_suspended',
  'member_departed',
  'tenant_suspended',
  'card_frozen',
  'card_expired',
  'card_not_active',
  'card_void',
])

/**
 * Signs in, makes sure that the account may be used, and goes on to `back()` or home.
 * `failure` is the sentence to show; `waiting` counts down while the server accepts no more attempts.
 */
export function useEntry(back: () => string | undefined) {
  const profile = useProfile()
  const failure = shallowRef('')
  const waiting = useWaiting()

  const attempt = onceAtATime(async (signIn: () => Promise<void>, succeeded: () => void) => {
    failure.value = ''
    try {
      profile.forget()
      await signIn()
      await makeSure()
      succeeded()
      startAtAddress(back())
    } catch (caught) {
      show(toAppError(caught))
    }
  })

  async function makeSure(): Promise<void> {
    try {
      await profile.refresh()
    } catch (caught) {
      // Only a refusal is final: without a connection the home page says so itself and offers to try again.
      if (!REFUSED.has(toAppError(caught).code)) return
      await profile.leave()
      throw caught
    }
  }

  function show(error: AppError): void {
    if (!waiting.start(error)) failure.value = errorWords(error.code, error.details)
  }

  return { failure, waiting, attempt }
}
