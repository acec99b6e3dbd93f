import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { giveRole, makeDepartment, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from '../points/company.ts'

describe('offboarding', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  let leaver: Awaited<ReturnType<typeof signInAsNewMember>>

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    leaver = await signInAsNewMember(db, company.tenant)
    await grantTo(db, company.tenant, company.programme, leaver, 100)
  })
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  const policy = (name: string, days = 0) =>
    db.query('update public.tenants set departure_policy = $2, departure_keep_days = $3 where id = $1', [
      company.tenant.id,
      name,
      days,
    ])
  const offboard = (who: { client: typeof leaver.client } = company.hr, more: Record<string, unknown> = {}) =>
    who.client.rpc('offboard_member', {
      member_id: leaver.id,
      reason: '合同到期',
      idempotency_key: randomUUID(),
      ...more,
    })
  const forfeited = () =>
    one<number>(
      db,
      `select coalesce(sum(amount), 0) from public.ledger_transfers
       where tenant_id = $1 and to_account_id = private.system_account_id($1, 'expired')`,
      [company.tenant.id],
    )

  it('ends access with the next call of a session that is open, and shows it nothing any more', async () => {
    await policy('back_to_budget')
    await giveRole(db, company.tenant.id, leaver.id, 'hr_manager')
    expect((await leaver.client.from('point_lots').select('id')).data).toHaveLength(1)
    expect((await leaver.client.from('members').select('id')).data!.length).toBeGreaterThan(1)
    expect((await offboard()).error).toBeNull()
    for (const [call, args] of [
      ['my_profile', {}],
      ['search_products', {}],
      ['mark_notifications_read', {}],
      ['place_order', { request: {}, idempotency_key: randomUUID() }],
      ['grant_points', { programme_id: company.programme, grants: [], idempotency_key: randomUUID() }],
      ['offboard_member', { member_id: company.employee.id, reason: '报复', idempotency_key: randomUUID() }],
    ] as const)
      expect(refusal(await leaver.client.rpc(call, args)), call).toMatchObject({ code: 'member_departed', status: 403 })
    for (const [relation, column] of [
      ['point_lots', 'id'],
      ['statement_entries', 'seq'],
      ['notifications', 'id'],
      ['members', 'id'],
      ['orders', 'id'],
      ['tenants', 'id'],
      ['grants', 'id'],
    ] as const)
      expect((await leaver.client.from(relation).select(column)).data, relation).toEqual([])
    const { rows } = await db.query(
      `select m.status, m.departed_on = (now() at time zone 'Asia/Shanghai')::date as today,
         (select count(*)::int from public.member_roles r where r.member_id = m.id) as roles
       from public.members m where m.id = $1`,
      [leaver.id],
    )
    expect(rows).toEqual([{ status: 'departed', today: true, roles: 0 }])
  })

  it('gives each lot back to the budget that had granted it', async () => {
    await policy('back_to_budget')
    const department = await makeDepartment(db, company.tenant.id, '市场', company.tenant.departmentId)
    const budget = await one(db, 'select private.budget_account_id($1)', [department])
    await company.hr.client
      .rpc('allocate_budget', {
        from_account: company.tenant.budgetAccountId,
        to_owner: department,
        amount: 50,
        idempotency_key: randomUUID(),
      })
      .throwOnError()
    await grantTo(db, { ...company.tenant, budgetAccountId: budget }, company.programme, leaver, 30)
    const before = await balanceOf(db, company.tenant.budgetAccountId)
    const { data } = await offboard()
    expect(data).toEqual({ member_id: leaver.id, policy: 'back_to_budget', points: null, claim: null })
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(before + 100)
    expect(await balanceOf(db, budget)).toBe(50)
    expect(await balanceOf(db, leaver.accountId)).toBe(0)
    const { rows } = await db.query(
      `select kind, amount, balance_after from public.ledger_transactions where account_id = $1 order by seq desc limit 1`,
      [leaver.accountId],
    )
    expect(rows).toEqual([{ kind: 'departure', amount: -130, balance_after: 0 }])
  })

  it('forfeits the points where the company does so; what had expired before follows its programme', async () => {
    await policy('forfeit')
    const old = await makeProgramme(db, company.tenant.id, { validity_days: 1, expiry_policy: 'back_to_budget' })
    await grantTo(db, company.tenant, old, leaver, 7, '2020-01-01T00:00:00Z')
    const [budget, lost] = [await balanceOf(db, company.tenant.budgetAccountId), await forfeited()]
    await offboard()
    expect((await balanceOf(db, company.tenant.budgetAccountId)) - budget).toBe(7)
    expect((await forfeited()) - lost).toBe(100)
    expect(await balanceOf(db, leaver.accountId)).toBe(0)
  })

  it('by the platform says how many points were left', async () => {
    await policy('forfeit')
    expect((await offboard({ client: apiClient('secret') })).data).toMatchObject({ policy: 'forfeit', points: 100 })
  })

  it('of somebody without points has nothing to claim', async () => {
    await policy('keep_days', 30)
    const { id } = await signInAsNewMember(db, company.tenant)
    expect((await offboard(company.hr, { member_id: id })).data).toMatchObject({ policy: 'keep_days', claim: null })
  })

  it('with the same key happens once, and is refused for other contents or a second time', async () => {
    await policy('back_to_budget')
    const key = randomUUID()
    const first = await offboard(company.hr, { idempotency_key: key })
    expect((await offboard(company.hr, { idempotency_key: key })).data).toEqual(first.data)
    expect(refusal(await offboard(company.hr, { idempotency_key: key, reason: '另一原因' })).code).toBe(
      'idempotency_mismatch',
    )
    expect(refusal(await offboard())).toMatchObject({ code: 'already_departed', status: 409 })
  })

  it('is refused to everybody but HR of this company, for oneself, and for strangers', async () => {
    for (const who of [company.employee, company.salesAdmin, company.groupAdmin, leaver])
      expect(refusal(await offboard(who)).code).toBe('not_permitted')
    expect(refusal(await offboard(other.hr))).toMatchObject({ code: 'member_not_found', status: 404 })
    expect(refusal(await offboard(company.hr, { member_id: company.hr.id }))).toMatchObject({ code: 'own_account' })
    expect(refusal(await offboard(company.hr, { member_id: randomUUID() })).code).toBe('member_not_found')
    expect((await apiClient().rpc('offboard_member', { member_id: leaver.id })).error).not.toBeNull()
    expect((await leaver.client.rpc('my_profile')).error).toBeNull()
  })

  it.each([
    ['no reason', { reason: '' }, 'reason'],
    ['a long reason', { reason: '长'.repeat(201) }, 'reason'],
    ['a short key', { idempotency_key: 'k' }, 'idempotency_key'],
  ])('cannot be read with %s', async (_what, more, field) => {
    expect(refusal(await offboard(company.hr, more))).toMatchObject({ code: 'invalid_request', details: { field } })
  })
})
