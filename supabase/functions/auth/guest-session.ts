import { cardEmail } from '../../../shared/schemas/auth.ts'
import type { Backend, Session } from './backend.ts'

const TRIES = 6

/**
 * A session for the account of a card, which is made at the first sign-in and then stays the card's. Its password is random and
 * nobody's: sessions come from a one-time token. A second sign-in at the same moment outdates the token of the first, which then
 * takes another.
 */
export async function openGuestSession(
  cardId: string,
  linkedUser: string | null,
  source: string,
  backend: Backend,
): Promise<Session> {
  const email = cardEmail(cardId)
  if (!linkedUser) await backend.createAccount(email, randomPassword())
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    const { userId, tokenHash } = await backend.issueToken(email)
    if (userId !== linkedUser) await backend.linkCardUser(cardId, userId)
    const session = await backend.exchangeToken(tokenHash, source)
    if (session !== 'outdated') return session
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 60 * attempt))
  }
  throw new Error('no session: every token was outdated by another sign-in with the same card')
}

function randomPassword(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(36))))
}
