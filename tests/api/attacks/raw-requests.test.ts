import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { giveRole, makeTenant } from '../../support/tenant-fixture.ts'

let db: pg.Client
let client: SupabaseClient
let token: string
let userId: string

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeTenant(db)
  const member = await signInAsNewMember(db, tenant)
  await giveRole(db, tenant.id, member.id, 'hr_manager')
  ;({ client, userId } = member)
  token = (await client.auth.getSession()).data.session!.access_token
})
afterAll(() => db.end())

/** A request as written, without supabase-js putting it right. */
async function send(path: string, init: { method?: string; body?: string; headers?: Record<string, string> } = {}) {
  const { apiUrl, publishableKey } = stackFacts()
  const response = await fetch(`${apiUrl}/rest/v1/${path}`, {
    method: init.method ?? 'POST',
    headers: {
      apikey: publishableKey,
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      ...init.headers,
    },
    ...(init.body === undefined ? {} : { body: init.body }),
  })
  const text = await response.text()
  return { status: response.status, text, code: (JSON.parse(text || '{}') as { code?: string }).code }
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')

describe('text that Postgres cannot keep is the caller’s mistake, not a failure:', () => {
  it.each([
    ['NUL in an address', 'rpc/save_address', String.raw`{"address":{"recipient":"a\u0000b"}}`],
    ['half an emoji in an address', 'rpc/save_address', String.raw`{"address":{"recipient":"a\ud83d"}}`],
    ['NUL in a search', 'rpc/search_products', String.raw`{"query":"a\u0000b"}`],
    ['NUL in a key', 'rpc/place_order', String.raw`{"request":{"lines":[]},"idempotency_key":"12345678\u0000"}`],
    [
      'NUL in a grant',
      'rpc/grant_points',
      String.raw`{"programme_id":null,"grants":[{"employee_no":"\u0000"}],"idempotency_key":"12345678"}`,
    ],
    ['a body cut off', 'rpc/place_order', '{"request":'],
    ['an id that is none', 'rpc/cancel_order', '{"order_id":"1"}'],
  ])('%s', async (_, path, body) => {
    expect(await send(path, { body })).toMatchObject({ status: 400 })
  })
})

describe('nothing but the API answers:', () => {
  it.each([
    ['secrets', { 'accept-profile': 'private' }],
    ['users', { 'accept-profile': 'auth' }],
  ])('the table %s of a schema that is not exposed', async (table, headers) => {
    expect((await send(table, { method: 'GET', headers })).status).toBe(406)
  })

  it.each(['spend_points', 'post_grant', 'put_cards', 'secret'])('the helper %s', async (name) => {
    const headers = { 'content-profile': 'private' }
    expect((await send(`rpc/${name}`, { body: '{}', headers })).status).toBe(406)
    expect((await send(`rpc/${name}`, { body: '{}' })).status).toBe(404)
  })

  it('a changing function called by GET, which a link or a picture could do', async () => {
    expect((await send('rpc/save_cart?lines=[]', { method: 'GET' })).status).toBe(405)
  })

  it.each(['POST', 'PATCH', 'DELETE'])('a table written by %s', async (method) => {
    const body = method === 'DELETE' ? {} : { body: '{"quantity":1}' }
    expect(await send('cart_lines?quantity=gt.0', { method, ...body })).toMatchObject({ status: 403, code: '42501' })
  })
})

describe('a column that is not granted cannot be found out by', () => {
  it.each([
    ['reading', 'orders?select=request_hash'],
    ['filtering', 'orders?select=id&idempotency_key=like.a*'],
    ['sorting', 'orders?select=id&order=request_hash'],
    ['embedding', 'addresses?select=id,members(user_id)'],
    ['filtering an embedded table', 'addresses?select=id,members!inner(name)&members.user_id=not.is.null'],
    ['a key of the ledger', 'ledger_transactions?select=answer'],
    ['a card number', 'cards?select=number'],
  ])('%s', async (_, path) => {
    expect(await send(path, { method: 'GET' })).toMatchObject({ status: 403, code: '42501' })
  })
})

describe('who calls is what the signature says:', () => {
  it('a token without signature is nobody’s', async () => {
    const claims = part({ role: 'service_role', sub: userId, exp: 4_000_000_000 })
    const forged = `${part({ alg: 'none', typ: 'JWT' })}.${claims}.`
    expect(
      (await send('orders?select=id', { method: 'GET', headers: { authorization: `Bearer ${forged}` } })).status,
    ).toBe(401)
  })

  it('a token whose claims were changed is nobody’s', async () => {
    const [head, , signature] = token.split('.')
    const forged = `${head}.${part({ role: 'service_role', sub: userId, exp: 4_000_000_000 })}.${signature}`
    expect(
      (await send('orders?select=id', { method: 'GET', headers: { authorization: `Bearer ${forged}` } })).status,
    ).toBe(401)
  })

  it('what a person can write into the own account gives no right', async () => {
    const { error } = await client.auth.updateUser({ data: { role: 'service_role', tenant_id: 'x' } })
    expect(error).toBeNull()
    expect(
      (
        await client.rpc('record_deposit', {
          tenant_id: userId,
          amount: 1,
          reference: 'x',
          idempotency_key: '12345678',
        })
      ).error,
    ).toMatchObject({ code: '42501' })
  })

  it('the address of an account is not the person’s to change: it is how the company knows it', async () => {
    const { data } = await client.auth.getUser()
    await client.auth.updateUser({ email: `${userId}@elsewhere.invalid` })
    expect((await client.auth.getUser()).data.user?.email).toBe(data.user?.email)
  })

  it('nobody signs up, with an address or without', async () => {
    const visitor = apiClient()
    const email = `e1@${userId}.members.invalid`
    expect((await visitor.auth.signUp({ email, password: 'moon over the lake' })).error).toMatchObject({
      code: 'signup_disabled',
    })
    expect((await visitor.auth.signInAnonymously()).error).not.toBeNull()
    expect((await visitor.auth.signInWithPassword({ email, password: 'moon over the lake' })).error).toMatchObject({
      code: 'invalid_credentials',
    })
  })
})
