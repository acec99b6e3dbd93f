import { createClient, type SupabaseClient } from '@supabase/supabase-js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestStack } from '../support/stack.ts'

class NoSocket {
  constructor() {
    throw new Error('No test here uses channels.')
  }
}

let stack: Awaited<ReturnType<typeof startTestStack>>
let admin: SupabaseClient
let visitor: SupabaseClient

const clientWith = (key: string) =>
  createClient(stack.apiUrl, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    realtime: { transport: NoSocket as unknown as typeof WebSocket },
  })

beforeAll(async () => {
  stack = await startTestStack({ seed: false, functions: false })
  admin = clientWith(stack.secretKey)
  visitor = clientWith(stack.publishableKey)
})
afterAll(() => stack.stop())

const password = 'a long password'
const newUser = async (email: string) => {
  const { data, error } = await admin.auth.admin.createUser({ email, password, email_confirm: true })
  expect(error).toBeNull()
  return data.user!
}

describe('the admin endpoints', () => {
  it('make a user who can sign in with the password', async () => {
    const user = await newUser('e1@xinghe.members.invalid')
    const { data, error } = await visitor.auth.signInWithPassword({ email: 'e1@xinghe.members.invalid', password })
    expect(error).toBeNull()
    expect(data.user?.id).toBe(user.id)
  })

  it('refuse a caller with the publishable key, a user’s token or none', async () => {
    await newUser('e2@xinghe.members.invalid')
    const { data } = await visitor.auth.signInWithPassword({ email: 'e2@xinghe.members.invalid', password })
    const none: Record<string, string> = {}
    for (const headers of [
      none,
      { apikey: stack.publishableKey },
      { apikey: stack.publishableKey, authorization: `Bearer ${data.session!.access_token}` },
      { apikey: `${stack.secretKey}x` },
    ])
      for (const path of ['users', 'users/0198f2a0-0000-7000-8000-000000000000', 'generate_link']) {
        const method = path === 'generate_link' ? 'POST' : 'GET'
        const answer = await fetch(`${stack.apiUrl}/auth/v1/admin/${path}`, { method, headers })
        expect(answer.status).toBe(403)
      }
  })

  it('say which e-mail address is taken', async () => {
    await newUser('e3@xinghe.members.invalid')
    const { error } = await admin.auth.admin.createUser({ email: 'E3@xinghe.members.invalid', password })
    expect(error?.code).toBe('email_exists')
  })

  it('refuse a password that is too short', async () => {
    const { error } = await admin.auth.admin.createUser({ email: 'e4@xinghe.members.invalid', password: 'short' })
    expect(error?.code).toBe('weak_password')
  })

  it('list users page by page', async () => {
    for (const n of [1, 2, 3]) await newUser(`page${n}@xinghe.members.invalid`)
    const first = await admin.auth.admin.listUsers({ page: 1, perPage: 2 })
    const second = await admin.auth.admin.listUsers({ page: 2, perPage: 2 })
    expect(first.data.users).toHaveLength(2)
    expect(first.data).toMatchObject({ nextPage: 2 })
    const ids = [...first.data.users, ...second.data.users].map(({ id }) => id)
    expect(new Set(ids).size).toBe(4)
  })

  it('change metadata key by key and set a new password', async () => {
    const user = await newUser('e5@xinghe.members.invalid')
    await admin.auth.admin.updateUserById(user.id, { app_metadata: { kind: 'card' }, password: 'another password' })
    const { data } = await admin.auth.admin.getUserById(user.id)
    expect(data.user?.app_metadata).toEqual({ provider: 'email', providers: ['email'], kind: 'card' })
    const signedIn = await visitor.auth.signInWithPassword({ email: user.email!, password: 'another password' })
    expect(signedIn.error).toBeNull()
  })

  it('ban a user, who then gets no session, and lift the ban', async () => {
    const user = await newUser('e6@xinghe.members.invalid')
    const before = await visitor.auth.signInWithPassword({ email: user.email!, password })
    await admin.auth.admin.updateUserById(user.id, { ban_duration: '24h' })
    const banned = await visitor.auth.signInWithPassword({ email: user.email!, password })
    expect(banned.error?.code).toBe('user_banned')
    const refreshed = await clientWith(stack.publishableKey).auth.refreshSession(before.data.session!)
    expect(refreshed.error).not.toBeNull()
    await admin.auth.admin.updateUserById(user.id, { ban_duration: 'none' })
    const lifted = await visitor.auth.signInWithPassword({ email: user.email!, password })
    expect(lifted.error).toBeNull()
  })

  it('delete a user', async () => {
    const user = await newUser('e7@xinghe.members.invalid')
    await admin.auth.admin.deleteUser(user.id)
    const { error } = await admin.auth.admin.getUserById(user.id)
    expect(error?.code).toBe('user_not_found')
  })
})

describe('a sign-in link', () => {
  it('gives a session without a password, once', async () => {
    const user = await newUser('card-1@cards.invalid')
    const { data } = await admin.auth.admin.generateLink({ type: 'magiclink', email: user.email! })
    const token_hash = data.properties!.hashed_token
    const first = await visitor.auth.verifyOtp({ token_hash, type: 'magiclink' })
    expect(first.error).toBeNull()
    expect(first.data.user?.id).toBe(user.id)
    const second = await visitor.auth.verifyOtp({ token_hash, type: 'magiclink' })
    expect(second.error).not.toBeNull()
  })

  it('works by its code as well', async () => {
    const user = await newUser('card-2@cards.invalid')
    const { data } = await admin.auth.admin.generateLink({ type: 'magiclink', email: user.email! })
    const { error } = await visitor.auth.verifyOtp({
      email: user.email!,
      token: data.properties!.email_otp,
      type: 'magiclink',
    })
    expect(error).toBeNull()
  })
})

describe('signing up', () => {
  it('is closed to visitors', async () => {
    const { error } = await visitor.auth.signUp({ email: 'stranger@example.com', password })
    expect(error).not.toBeNull()
  })
})
