import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, platform, signedIn, type Caller } from '../../support/act-as.ts'
import { startIssue } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, makeProgramme } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { giveRole, makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let programme: string
let hr: Caller
let employee: Caller
beforeAll(async () => {
  db = await openDatabase()
  // Three points are worth two fen.
  tenant = await makeTenant(db, { rate_points: 3, rate_minor: 2 })
  await deposit(db, tenant.id, 10_000)
  programme = await makeProgramme(db, tenant.id, { occasion: 'card' })
  const manager = await makeMember(db, tenant)
  await giveRole(db, tenant.id, manager.id, 'hr_manager')
  hr = signedIn(manager.userId)
  employee = signedIn((await makeMember(db, tenant)).userId)
})
afterAll(() => db.end())

const terms = () => ({
  programme_id: programme,
  title: '中秋礼品卡',
  face_value: 100,
  valid_until: '2099-01-01T00:00:00+08:00',
})
const save = (batch: Record<string, unknown>, caller = hr) =>
  callFunction<{ id: string; face_value: number; kind: string; title: string }>(db, caller, 'save_card_batch', {
    batch,
  })
const without = (key: string) => Object.fromEntries(Object.entries(terms()).filter(([name]) => name !== key))

describe('a batch of an HR manager', () => {
  it('is saved and changed field by field', async () => {
    const made = await save(terms())
    expect(made).toMatchObject({ kind: 'points', face_value: 100, title: '中秋礼品卡' })
    expect(await save({ id: made.id, title: '春节礼品卡' })).toMatchObject({ face_value: 100, title: '春节礼品卡' })
  })

  it('turns money into points exactly by the company’s rate', async () => {
    const made = await save({ ...without('face_value'), kind: 'stored_value', face_minor: 1000 })
    expect(made).toMatchObject({ kind: 'stored_value', face_minor: 1000, face_value: 1500 })
  })

  it('is refused where the money is no whole number of points', async () => {
    const refusal = await refusalOf(save({ ...without('face_value'), kind: 'stored_value', face_minor: 1001 }))
    expect(refusal).toMatchObject({
      code: 'invalid_request',
      details: { field: 'face_minor', problem: 'not_whole_points' },
    })
  })

  it.each([
    ['a kind that there is none of', { kind: 'gold' }],
    ['no title', { title: '  ' }],
    ['half a point', { face_value: 1.5 }],
    ['nothing on it', { face_value: 0 }],
    ['no value at all', { face_value: null }],
    ['stored value without money', { kind: 'stored_value' }],
    ['an end before its beginning', { valid_from: '2099-02-01' }],
    ['zero days', { valid_days: 0 }],
    ['value at an activation that nobody has to make', { funded_at: 'activation' }],
    ['an end that is no time', { valid_until: 'soon' }],
    ['a field that there is none of', { price: 1 }],
  ])('is refused with %s', async (_, changed) => {
    expect(await refusalOf(save({ ...terms(), ...changed }))).toMatchObject({ code: 'invalid_request', status: 400 })
  })

  it('keeps what its cards promise once there are some', async () => {
    const { id } = await save(terms())
    const issue = await startIssue(db, hr, id, 1)
    await callFunction(db, hr, 'continue_card_issue', { issue_id: issue })
    expect(await refusalOf(save({ id, face_value: 1 }))).toMatchObject({ code: 'card_batch_issued', status: 409 })
    expect(await save({ id, title: '改名', look: { background: '#5B4FE9' } })).toMatchObject({ title: '改名' })
  })
})

describe('a batch of the platform', () => {
  it('is paid by a deposit that goes straight through the budget', async () => {
    const before = await one<number>(db, 'select balance from public.ledger_accounts where id = $1', [
      tenant.budgetAccountId,
    ])
    const { id } = await save({ ...terms(), tenant_id: tenant.id, issuer: 'platform' }, platform)
    const issue = await startIssue(db, platform, id, 3)
    await callFunction(db, platform, 'continue_card_issue', { issue_id: issue })
    expect(
      await one<number>(
        db,
        `select sum(a.balance)::bigint from public.cards c
         join public.ledger_accounts a on a.id = private.card_account_id(c.id) where c.batch_id = $1`,
        [id],
      ),
    ).toBe(300)
    expect(await one(db, 'select balance from public.ledger_accounts where id = $1', [tenant.budgetAccountId])).toBe(
      before,
    )
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('is not for the company to issue or change', async () => {
    const { id } = await save({ ...terms(), tenant_id: tenant.id, issuer: 'platform' }, platform)
    expect(await refusalOf(startIssue(db, hr, id, 1))).toMatchObject({ code: 'card_batch_not_found', status: 404 })
    expect(await refusalOf(save({ id, title: '我的' }))).toMatchObject({ code: 'card_batch_not_found' })
    expect(await refusalOf(save({ ...terms(), issuer: 'platform' }))).toMatchObject({ code: 'not_permitted' })
  })

  it('names a company that exists', async () => {
    expect(await refusalOf(save(terms(), platform))).toMatchObject({ code: 'company_not_found', status: 404 })
  })
})

describe('a batch is out of reach', () => {
  it('of employees, and of other companies’ HR managers', async () => {
    const { id } = await save(terms())
    expect(await refusalOf(save(terms(), employee))).toMatchObject({ code: 'not_permitted', status: 403 })
    const other = await makeTenant(db)
    const manager = await makeMember(db, other)
    await giveRole(db, other.id, manager.id, 'hr_manager')
    const stranger = signedIn(manager.userId)
    expect(await refusalOf(save({ id, title: '我的' }, stranger))).toMatchObject({ code: 'card_batch_not_found' })
    expect(await refusalOf(save(terms(), stranger))).toMatchObject({ code: 'programme_not_found' })
    expect(await refusalOf(save({ ...terms(), tenant_id: tenant.id }, stranger))).toMatchObject({
      code: 'not_permitted',
    })
  })
})

describe('the prefix of card numbers', () => {
  it('is the company’s own', async () => {
    const other = await makeTenant(db)
    const prefix = (id: string) => one(db, 'select card_prefix from public.tenants where id = $1', [id])
    expect(await prefix(other.id)).not.toBe(await prefix(tenant.id))
    const { id } = await save(terms())
    await callFunction(db, platform, 'issue_cards', { batch_id: id, count: 20 })
    const { rows } = await db.query<{ prefix: string; serial: number }>(
      'select left(number, 4) as prefix, serial from public.cards where batch_id = $1 order by serial',
      [id],
    )
    expect(new Set(rows.map((row) => row.prefix))).toEqual(new Set([await prefix(tenant.id)]))
    expect(rows.map(({ serial }) => serial)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1))
  })

  it('differs among companies added in one go', async () => {
    const { rows } = await db.query<{ card_prefix: string }>(
      `insert into public.tenants (code, name)
       select 'm' || left(md5(random()::text), 12), '公司' from generate_series(1, 50) returning card_prefix`,
    )
    expect(new Set(rows.map((row) => row.card_prefix)).size).toBe(50)
  })
})
