import type pg from 'pg'
import { AuthRefusal } from './auth-answers.ts'

/** The two requests that give out a session: by password or refresh token, and by one-time token. */
const sessionPaths = new Set(['/auth/v1/token', '/auth/v1/verify'])

/**
 * Lite gives sessions to banned users; GoTrue does not. This looks at the answer, and when its user is banned, takes the
 * session back and answers as GoTrue does. Afterwards rather than before, so that only the right password learns of the ban.
 */
export async function refuseBanned(path: string, answer: Response, db: pg.Pool): Promise<Response> {
  if (!answer.ok || !sessionPaths.has(path)) return answer
  const body = (await answer
    .clone()
    .json()
    .catch(() => null)) as { user?: { id?: string } } | null
  const id = body?.user?.id
  if (!id) return answer
  const banned = await db.query('select 1 from auth.users where id = $1 and banned_until > now()', [id])
  if (!banned.rowCount) return answer
  await db.query('delete from auth.sessions where user_id = $1', [id])
  const refusal = new AuthRefusal(403, 'user_banned', 'User is banned')
  return Response.json(refusal.body(), { status: refusal.status })
}
