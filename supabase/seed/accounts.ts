import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import pg from 'pg'
import { cardEmail, memberEmail } from '../../shared/schemas/auth.ts'

/** The password of every demo employee. It is public: use it for the demo data and nothing else. */
export const DEMO_PASSWORD = 'Fudian-demo-2026'

/** The card whose story begins before anybody signs in with it. */
const USED_CARD = '6200202611000686'

export interface SeedTarget {
  apiUrl: string
  secretKey: string
  dbUrl: string
  /** As a superuser, who may set the clock. Without it the story of history/ happens all at once, today. */
  adminDbUrl?: string
}

/** supabase-js refuses to start on Node 20 without some WebSocket; nothing here opens one. */
class NoWebSocket {
  constructor() {
    throw new Error('The seed does not use Realtime')
  }
}

/** Makes the demo sign-ins by the admin API, ties people and cards to them, and lets them act out history/*.sql. */
export async function seedAccounts({ apiUrl, secretKey, dbUrl, adminDbUrl }: SeedTarget): Promise<void> {
  const api = createClient(apiUrl, secretKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoWebSocket as unknown as typeof WebSocket },
  })
  const db = new pg.Client({ connectionString: adminDbUrl ?? dbUrl })
  await db.connect()
  try {
    await Promise.all([linkMembers(api, db), linkUsedCard(api, db)])
    for (const sql of history()) await db.query(sql)
  } finally {
    await db.end()
  }
}

/** Everybody who is not merely invited has an account, also the suspended and the departed: their sign-in is refused later. */
async function linkMembers(api: SupabaseClient, db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ id: string; employee_no: string; code: string }>(
    `select m.id, m.employee_no, t.code from public.members m join public.tenants t on t.id = m.tenant_id
     where t.code in ('xinghe', 'changfeng') and m.status <> 'invited' and m.user_id is null`,
  )
  const users = await Promise.all(
    rows.map(({ code, employee_no }) => makeUser(api, memberEmail(code, employee_no), DEMO_PASSWORD)),
  )
  await db.query(
    `update public.members m set user_id = a.user_id
     from unnest($1::uuid[], $2::uuid[]) a (member_id, user_id) where m.id = a.member_id`,
    [rows.map(({ id }) => id), users],
  )
}

async function linkUsedCard(api: SupabaseClient, db: pg.Client): Promise<void> {
  const { rows } = await db.query<{ id: string }>('select id from public.cards where number = $1', [USED_CARD])
  const card = rows[0]
  if (!card) return
  const user = await makeUser(api, cardEmail(card.id), crypto.randomUUID())
  await db.query('select public.link_card_user($1, $2)', [card.id, user])
}

async function makeUser(api: SupabaseClient, email: string, password: string): Promise<string> {
  const { data, error } = await api.auth.admin.createUser({ email, password, email_confirm: true })
  if (error) throw new Error(`${email}: ${error.code ?? ''} ${error.message}`)
  return data.user.id
}

function history(): string[] {
  const folder = join(dirname(fileURLToPath(import.meta.url)), 'history')
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
}
