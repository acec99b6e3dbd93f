import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { memberEmail } from '../../../shared/schemas/auth.ts'
import { callFunction, platform } from '../../support/act-as.ts'
import { addCards, makeCard } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { apiClient, signInAsNewUser } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { makeMember, makeTenant, makeUser, one } from '../../support/tenant-fixture.ts'

let db: pg.Client

beforeAll(async () => {
  db = await openDatabase()
  // Every call over HTTP comes from this machine: one source.
  await db.query(`delete from private.sign_in_attempts where bucket = 'source'`)
})
afterAll(() => db.end())

/** Posts a body as written to the edge function. */
async function post(route: 'card' | 'activate', body: string) {
  const response = await fetch(`${stackFacts().functionsUrl}/auth/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })
  return { status: response.status, ...((await response.json()) as { code?: string; details?: unknown }) }
}

async function invited() {
  const tenant = await makeTenant(db)
  const { id, employeeNo } = await makeMember(db, tenant, { status: 'invited', user_id: null })
  const code = await callFunction<string>(db, platform, 'invite_member', { tenant_id: tenant.id, member_id: id })
  return { tenant, id, employeeNo, code }
}

describe('text that the database cannot keep is refused before it gets there:', () => {
  it.each([
    ['NUL in a card number', 'card', String.raw`{"card_no":"1\u0000","pin":"x"}`],
    ['NUL in a PIN', 'card', String.raw`{"card_no":"1","pin":"\u0000"}`],
    ['half an emoji in a PIN', 'card', String.raw`{"card_no":"1","pin":"\ud83d"}`],
    [
      'NUL in a password',
      'activate',
      String.raw`{"tenant_code":"a","employee_no":"b","invite_code":"c","password":"moon over\u0000 the lake"}`,
    ],
    [
      'half an emoji in a password, which another device could not type again',
      'activate',
      String.raw`{"tenant_code":"a","employee_no":"b","invite_code":"c","password":"moon over\ud83d the lake"}`,
    ],
  ] as const)('%s', async (_, route, body) => {
    expect(await post(route, body)).toMatchObject({ status: 400, code: 'invalid_request' })
  })
})

describe('a card that is not to be used is refused after the right PIN by its code:', () => {
  it.each([
    ['frozen', 'card_frozen'],
    ['void', 'card_void'],
    ['expired', 'card_expired'],
  ])('%s', async (status, code) => {
    const { card } = await makeCard(db)
    await db.query('update public.cards set status = $2 where id = $1', [card.id, status])
    expect(await post('card', JSON.stringify({ card_no: card.number, pin: card.pin }))).toMatchObject({
      status: 403,
      code,
    })
    expect(await post('card', JSON.stringify({ card_no: card.number, pin: '00000000' }))).toMatchObject({
      status: 401,
      code: 'card_credentials_invalid',
    })
  })

  it('not valid yet', async () => {
    const { card } = await makeCard(db, { valid_from: '2098-01-01T00:00:00+08:00' })
    expect(await post('card', JSON.stringify({ card_no: card.number, pin: card.pin }))).toMatchObject({
      status: 403,
      code: 'card_not_active',
    })
  })

  it('of a company whose mall is closed', async () => {
    const { batch, card } = await makeCard(db)
    await db.query(`update public.tenants set status = 'suspended' where id = $1`, [batch.tenant.id])
    expect(await post('card', JSON.stringify({ card_no: card.number, pin: card.pin }))).toMatchObject({
      status: 403,
      code: 'tenant_suspended',
    })
  })
})

describe('an account that somebody else holds a session of', () => {
  it('never becomes a new member’s, although it bears the address', async () => {
    const { tenant, id, employeeNo, code } = await invited()
    const email = memberEmail(tenant.code, employeeNo)
    const guest = await signInAsNewUser()
    const { card } = await makeCard(db)
    await db.query('update public.cards set user_id = $2 where id = $1', [card.id, guest.userId])
    await apiClient('secret').auth.admin.updateUserById(guest.userId, { email, email_confirm: true })
    const body = {
      tenant_code: tenant.code,
      employee_no: employeeNo,
      invite_code: code,
      password: 'moon over the lake',
    }
    expect(await post('activate', JSON.stringify(body))).toMatchObject({ status: 409, code: 'account_exists' })
    expect(await one(db, 'select user_id from public.members where id = $1', [id])).toBeNull()
    expect((await guest.client.rpc('my_profile')).data).toMatchObject({ kind: 'card' })
  })

  it('is tied to no second member and to no second card', async () => {
    const { tenant, id } = await invited()
    const colleague = await makeMember(db, tenant)
    const { batch, card } = await makeCard(db)
    const [other] = await addCards(db, batch.id, 1)
    const guestAccount = await makeUser(db)
    await callFunction(db, platform, 'link_card_user', { card_id: card.id, user_id: guestAccount })
    for (const user_id of [colleague.userId, guestAccount]) {
      const member = callFunction(db, platform, 'link_member_user', { member_id: id, user_id })
      expect((await refusalOf(member)).code).toBe('account_exists')
      const guest = callFunction(db, platform, 'link_card_user', { card_id: other!.id, user_id })
      expect((await refusalOf(guest)).code).toBe('not_permitted')
    }
  })
})
