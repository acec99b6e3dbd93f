import { onSessionLost, sessionReady } from '../api/session'
import { currentAddress, startAt } from './navigate'
import { routes } from './routes'

/** Takes whoever isn't signed in to the sign-in page, with the way back; answers whether the page may be shown. */
export async function requireSession(): Promise<boolean> {
  if (await sessionReady()) return true
  leaveForSignIn('required')
  return false
}

/** From now on an expired session leads to the sign-in page, which says so and leads back. Called once at launch. */
export function watchSession(forget: () => void): void {
  onSessionLost(() => {
    forget()
    leaveForSignIn('expired')
  })
}

function leaveForSignIn(reason: 'expired' | 'required'): void {
  const back = currentAddress()
  if (back.startsWith(routes['sign-in'])) return
  // The tab that opens first is where everybody lands anyway: no word about it being required, no way back to name.
  if (reason === 'required' && back === routes.home) startAt('sign-in')
  else startAt('sign-in', { back, reason })
}
