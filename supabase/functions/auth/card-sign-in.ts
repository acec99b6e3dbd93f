import { parseCardNumber, parsePin } from '../../../shared/card-number.ts'
import { cardSignInRequest } from '../../../shared/schemas/auth.ts'
import type { Backend } from './backend.ts'
import { openGuestSession } from './guest-session.ts'
import { readBody } from './read-body.ts'
import { answer, Refusal } from './respond.ts'

/**
 * `POST /auth/card`: number and PIN for a guest session. What cannot be a number or a PIN goes the same way as what could, so
 * that body and time of the answer are alike.
 */
export async function signInWithCard(request: Request, source: string, backend: Backend): Promise<Response> {
  const typed = await readBody(request, cardSignInRequest)
  const result = await backend.authenticateCard(
    parseCardNumber(typed.card_no) ?? typed.card_no,
    parsePin(typed.pin) ?? typed.pin,
    source,
  )
  if (result.outcome === 'too_many_attempts')
    throw new Refusal('too_many_attempts', { retry_after: result.retry_after })
  if (result.outcome !== 'signed_in') throw new Refusal(result.outcome)
  return answer({ session: await openGuestSession(result.card_id, result.user_id, source, backend) })
}
