import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import type { Backend, CardOutcome, InviteOutcome, Session } from './backend.ts'

/** The backend on a Supabase project: database functions as `service_role`, accounts by GoTrue's admin API. */
export function connect(env: Record<string, string>): Backend {
  const url = env['SUPABASE_URL']
  const secretKey = secretKeyOf(env)
  if (!url || !secretKey)
    throw new Error('SUPABASE_URL or the secret key is missing from the environment of the function')
  const client = clientFor(url, secretKey)

  return {
    authenticateCard: (card_no, pin, source) =>
      call<CardOutcome>(client, 'authenticate_card', { card_no, pin, source }),
    linkCardUser: async (card_id, user_id) => void (await call(client, 'link_card_user', { card_id, user_id })),
    redeemInvite: (invite, source) => call<InviteOutcome>(client, 'redeem_invite', { ...invite, source }),

    async linkMemberUser(member_id, user_id) {
      const { error } = await client.rpc('link_member_user', { member_id, user_id })
      if (error?.code === 'account_exists') return false
      if (error) throw new Error(`link_member_user: ${error.code} ${error.message}`)
      return true
    },

    async createAccount(email, password) {
      const { data, error } = await client.auth.admin.createUser({ email, password, email_confirm: true })
      if (error?.code === 'email_exists' || error?.code === 'user_already_exists') return 'exists'
      if (error) throw new Error(`createUser: ${error.code} ${error.message}`)
      return { userId: data.user.id }
    },

    async setPassword(userId, password) {
      const { error } = await client.auth.admin.updateUserById(userId, { password })
      if (error) throw new Error(`updateUserById: ${error.code} ${error.message}`)
    },

    async issueToken(email) {
      const { data, error } = await client.auth.admin.generateLink({ type: 'magiclink', email })
      if (error) throw new Error(`generateLink: ${error.code} ${error.message}`)
      return { userId: data.user.id, tokenHash: data.properties.hashed_token }
    },

    async exchangeToken(token_hash, source) {
      // A client of its own: verifyOtp keeps the session in the client, and this one serves many people at once. GoTrue limits
      // verifications by address; told the caller's, it does not count all of them as the function's.
      const own = clientFor(url, secretKey, { 'sb-forwarded-for': source })
      const { data, error } = await own.auth.verifyOtp({ token_hash, type: 'magiclink' })
      if (error?.code === 'otp_expired') return 'outdated'
      if (error || !data.session) throw new Error(`verifyOtp: ${error?.code ?? 'no session'} ${error?.message ?? ''}`)
      return { ...data.session } satisfies Session
    },
  }
}

function clientFor(url: string, key: string, headers: Record<string, string> = {}): SupabaseClient {
  return createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false },
    global: { headers },
  })
}

/** Hosted projects give their secret keys as JSON by name; older ones and the CLI's stack the service-role key. */
function secretKeyOf(env: Record<string, string>): string | undefined {
  const byName = env['SUPABASE_SECRET_KEYS']
  if (byName) return (JSON.parse(byName) as Record<string, string>)['default']
  return env['SUPABASE_SECRET_KEY'] ?? env['SUPABASE_SERVICE_ROLE_KEY']
}

async function call<T>(client: SupabaseClient, name: string, args: Record<string, unknown>): Promise<T> {
  const { data, error } = await client.rpc(name, args)
  if (error) throw new Error(`${name}: ${error.code} ${error.message}`)
  return data as T
}
