import { randomUUID } from 'node:crypto'
import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { stackFacts } from './stack.ts'
import { makeMember, type MemberFixture, type TenantFixture } from './tenant-fixture.ts'

/** supabase-js refuses to start on Node 20 without some WebSocket; nothing here opens one. */
class NoWebSocket {
  constructor() {
    throw new Error('Tests do not use Realtime')
  }
}

/** A client of the stack's API with the publishable key (a visitor) or the secret key (the platform). */
export function apiClient(key: 'publishable' | 'secret' = 'publishable'): SupabaseClient {
  const { apiUrl, publishableKey, secretKey } = stackFacts()
  return createClient(apiUrl, key === 'secret' ? secretKey : publishableKey, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    realtime: { transport: NoWebSocket as unknown as typeof WebSocket },
  })
}

/** Makes an account with a password through the admin API and signs in to it: a client that calls as this user. */
export async function signInAsNewUser(): Promise<{ client: SupabaseClient; userId: string }> {
  const email = `${randomUUID()}@tests.invalid`
  const password = randomUUID()
  const made = await apiClient('secret').auth.admin.createUser({ email, password, email_confirm: true })
  if (made.error) throw made.error
  const client = apiClient()
  const { error } = await client.auth.signInWithPassword({ email, password })
  if (error) throw error
  return { client, userId: made.data.user.id }
}

/** Makes an active member and signs in as that member. `columns` overrides columns of `members`. */
export async function signInAsNewMember(
  db: Pick<pg.ClientBase, 'query'>,
  tenant: TenantFixture,
  columns: Record<string, unknown> = {},
): Promise<MemberFixture & { client: SupabaseClient }> {
  const { client, userId } = await signInAsNewUser()
  const member = await makeMember(db, tenant, { ...columns, user_id: userId })
  return { ...member, client }
}
