import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { memberEmail } from '../../../shared/schemas/auth.ts'
import { callFunction, platform } from '../../support/act-as.ts'
import { freshSource } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { apiClient } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { makeMember, makeTenant, makeUser, one, type TenantFixture } from '../../support/tenant-fixture.ts'

const password = 'moon over the lake'
const tooLate = new Date(Date.now() + 30 * 86_400_000).toISOString()

let db: pg.Client
let tenant: TenantFixture
let member: { id: string; employeeNo: string; code: string }

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeTenant(db)
  // Every call over HTTP comes from this machine: one source.
  await db.query(`delete from private.sign_in_attempts where bucket = 'source'`)
})
afterAll(() => db.end())

beforeEach(async () => {
  const { id, employeeNo } = await makeMember(db, tenant, { status: 'invited', user_id: null })
  const code = await callFunction<string>(db, platform, 'invite_member', { tenant_id: tenant.id, member_id: id })
  member = { id, employeeNo, code }
})

const activate = (changed: Record<string, unknown> = {}) =>
  fetch(`${stackFacts().functionsUrl}/auth/activate`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      tenant_code: tenant.code,
      employee_no: member.employeeNo,
      invite_code: member.code,
      password,
      ...changed,
    }),
  })

const redeem = (changed: Record<string, unknown> = {}, now?: string) =>
  callFunction<{ outcome: string; retry_after?: number }>(
    db,
    platform,
    'redeem_invite',
    {
      tenant_code: tenant.code,
      employee_no: member.employeeNo,
      invite_code: member.code,
      source: freshSource(),
      ...changed,
    },
    now,
  )

describe('activating an account', () => {
  it('lets the member sign in by password', async () => {
    const response = await activate({
      employee_no: member.employeeNo.toLowerCase(),
      invite_code: member.code.toLowerCase(),
    })
    expect(response.status).toBe(200)
    const { email } = (await response.json()) as { email: string }
    expect(email).toBe(memberEmail(tenant.code, member.employeeNo))
    const client = apiClient()
    expect((await client.auth.signInWithPassword({ email, password })).error).toBeNull()
    expect((await client.rpc('my_profile')).data).toMatchObject({ kind: 'member', member: { id: member.id } })
  })

  it('happens once per invitation', async () => {
    expect((await activate()).status).toBe(200)
    const again = await activate({ password: 'another password' })
    expect(again.status).toBe(401)
    expect(await again.json()).toMatchObject({ code: 'invite_invalid' })
  })

  it('ends at one account when it is done twice at once', async () => {
    const statuses = await Promise.all([activate(), activate()].map(async (call) => (await call).status))
    expect(statuses).toContain(200)
    const accounts = await one(db, 'select count(*) from auth.users where email = $1', [
      memberEmail(tenant.code, member.employeeNo),
    ])
    expect(accounts).toBe(1)
  })

  it('goes on where an earlier call stopped after making the account', async () => {
    const email = memberEmail(tenant.code, member.employeeNo)
    await apiClient('secret').auth.admin.createUser({ email, password: 'of the first try', email_confirm: true })
    expect((await activate()).status).toBe(200)
    expect((await apiClient().auth.signInWithPassword({ email, password })).error).toBeNull()
  })
})

describe('an invitation', () => {
  it('is refused alike whatever is wrong with it', async () => {
    const answers = [
      await redeem({ tenant_code: 'nosuchcompany' }),
      await redeem({ employee_no: 'nobody' }),
      await redeem({ invite_code: 'AAAAA-AAAAA' }),
      await redeem({ invite_code: '' }),
      await redeem({}, tooLate),
    ]
    for (const answer of answers) expect(answer).toEqual({ outcome: 'invite_invalid' })
  })

  it('is refused for a member who was suspended or has left meanwhile', async () => {
    for (const status of ['suspended', 'departed']) {
      await db.query('update public.members set status = $2 where id = $1', [member.id, status])
      expect(await redeem()).toEqual({ outcome: 'invite_invalid' })
    }
  })

  it('can be tried five times, then strangers take turns', async () => {
    for (let i = 0; i < 5; i++) expect(await redeem({ invite_code: 'WRONG' })).toEqual({ outcome: 'invite_invalid' })
    expect(await redeem()).toEqual({ outcome: 'too_many_attempts', retry_after: 15 })
  })

  it('can be tried twenty times from one source', async () => {
    const source = freshSource()
    for (let i = 0; i < 20; i++) await redeem({ employee_no: `no-${i}`, source })
    expect((await redeem({ source })).outcome).toBe('too_many_attempts')
    expect(await redeem()).toMatchObject({ outcome: 'redeemed' })
  })
})

describe('tying a member to an account', () => {
  const link = (userId: string | null) =>
    callFunction(db, platform, 'link_member_user', { member_id: member.id, user_id: userId })

  it('can be repeated with the same account only', async () => {
    const userId = await makeUser(db)
    await link(userId)
    expect(await link(userId)).toEqual({ member_id: member.id, user_id: userId })
    expect(await refusalOf(link(await makeUser(db)))).toMatchObject({ code: 'account_exists', status: 409 })
  })

  it('is refused for a member who has left', async () => {
    await db.query(`update public.members set status = 'departed' where id = $1`, [member.id])
    expect(await refusalOf(link(await makeUser(db)))).toMatchObject({ code: 'account_exists', status: 409 })
  })
})
