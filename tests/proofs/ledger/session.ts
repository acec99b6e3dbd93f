import pg from 'pg'
import { readRefusal } from '../../support/refusal.ts'
import type { Actor, Call } from './operation.ts'
import type { World } from './world.ts'

export type Outcome =
  { refused: string; details: Record<string, unknown> } | { answer: Record<string, unknown>; xid: string }

function literal(value: unknown): string {
  if (value === null || typeof value === 'number') return String(value)
  return pg.escapeLiteral(typeof value === 'string' ? value : JSON.stringify(value))
}

const roleOf: Record<Actor, string> = { hr: 'authenticated', platform: 'service_role', owner: 'supabase_admin' }

/**
 * Makes a call as PostgREST would: claims and role set, one transaction. All of it is one message to the server, because the proof makes
 * a million of them; several statements in one message are one transaction.
 */
export async function make(
  db: pg.ClientBase,
  world: World,
  now: number,
  { actor, sql, values }: Call,
): Promise<Outcome> {
  const role = roleOf[actor]
  const sub = actor === 'hr' ? world.hrUserId : ''
  const claims = JSON.stringify(actor === 'hr' ? { role, sub } : { role })
  const settings: [string, string][] = [
    ['request.jwt.claims', claims],
    ['request.jwt.claim.sub', sub],
    ['request.jwt.claim.role', role],
    ['fudian.now', new Date(now).toISOString()],
  ]
  const filled = sql.replaceAll(/\$(\d)/g, (_, place: string) => literal(values[Number(place) - 1]))
  const text = `
    select ${settings.map(([name, value]) => `set_config('${name}', ${literal(value)}, true)`).join(', ')};
    set local role ${role};
    select to_jsonb(${filled}) as answer, pg_current_xact_id()::text as xid`
  try {
    const results = (await db.query(text)) as unknown as pg.QueryResult<{ answer: unknown; xid: string }>[]
    const { answer, xid } = results.at(-1)!.rows[0]!
    return {
      answer: typeof answer === 'object' ? (answer as Record<string, unknown>) : { transaction_id: answer },
      xid,
    }
  } catch (error) {
    const { code, details } = readRefusal(error)
    return { refused: code, details }
  }
}
