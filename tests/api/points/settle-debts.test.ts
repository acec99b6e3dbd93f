import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, lotsOf, makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeMember, one, type MemberFixture } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, type Company } from './company.ts'

describe('a debt from a revoked grant', () => {
  let db: pg.Client
  let company: Company
  let salesBudget: string

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    salesBudget = await one(db, 'select private.budget_account_id($1)', [company.sales])
    await company.hr.client
      .rpc('allocate_budget', {
        from_account: company.tenant.budgetAccountId,
        to_owner: company.sales,
        amount: 1000,
        idempotency_key: randomUUID(),
      })
      .throwOnError()
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
    for (const { accountId } of [company.employee, company.colleague])
      expect(await owed(accountId)).toBe(await debt(accountId))
  })

  /** What the debt account says, and what the list of debts says: one and the same. */
  const debt = async (accountId: string) =>
    Number(
      await one(
        db,
        'select coalesce(-sum(balance), 0) from public.ledger_accounts where id = private.debt_account_id($1)',
        [accountId],
      ),
    )
  const owed = async (accountId: string) =>
    Number(
      await one(db, 'select coalesce(sum(amount - settled), 0) from public.point_debts where account_id = $1', [
        accountId,
      ]),
    )

  const grant = async (
    member: Pick<MemberFixture, 'id'>,
    amount: number,
    more: { budget_account?: string; programme?: string; twice?: boolean } = {},
  ) => {
    const { programme = company.programme, twice = false, ...rest } = more
    const entry = { member_id: member.id, amount }
    const { data } = await company.hr.client
      .rpc('grant_points', {
        programme_id: programme,
        grants: twice ? [entry, entry] : [entry],
        idempotency_key: randomUUID(),
        ...rest,
      })
      .throwOnError()
    return (data as { grant_id: string }).grant_id
  }
  const revoke = (batch: string) =>
    company.hr.client
      .rpc('revoke_grant', { batch_id: batch, reason: '发错了', idempotency_key: randomUUID() })
      .throwOnError()
  /** Grants, spends all of it, revokes: so much is owed then. */
  const indebt = async (member: MemberFixture, amount: number, budget?: string) => {
    const batch = await grant(member, amount, budget === undefined ? {} : { budget_account: budget })
    await spend(db, company.tenant.id, member.accountId, [{ lineNo: 1, amount }])
    await revoke(batch)
    return batch
  }
  const settlements = async (accountId: string) =>
    (
      await db.query<{ amount: number; grant_id: string }>(
        `select amount, grant_id from public.ledger_transactions where account_id = $1 and kind = 'settlement' order by seq`,
        [accountId],
      )
    ).rows

  it('is settled by the next grants, back to the budget that had paid the revoked one', async () => {
    const member = company.employee
    const revoked = await indebt(member, 60, salesBudget)
    expect(await debt(member.accountId)).toBe(60)
    const before = await balanceOf(db, salesBudget)
    await grant(member, 40)
    expect(await balanceOf(db, member.accountId)).toBe(0)
    expect(await balanceOf(db, salesBudget)).toBe(before + 40)
    expect(await debt(member.accountId)).toBe(20)
    await grant(member, 100)
    expect(await balanceOf(db, member.accountId)).toBe(80)
    expect(await balanceOf(db, salesBudget)).toBe(before + 60)
    expect(await settlements(member.accountId)).toEqual([
      { amount: -40, grant_id: revoked },
      { amount: -20, grant_id: revoked },
    ])
    await grant(member, 5)
    expect(await settlements(member.accountId)).toHaveLength(2)
    const { data } = await company.employee.client.from('statement_entries').select('kind, amount').order('seq')
    expect(data?.slice(-3)).toEqual([
      { kind: 'grant', amount: 100 },
      { kind: 'settlement', amount: -20 },
      { kind: 'grant', amount: 5 },
    ])
  })

  it('of several grants is settled the oldest first, by several lots of one grant, restricted or not', async () => {
    const member = await makeMember(db, company.tenant)
    const [first, second] = [await grant(member, 30), await grant(member, 50, { budget_account: salesBudget })]
    await spend(db, company.tenant.id, member.accountId, [{ lineNo: 1, amount: 80 }])
    for (const batch of [first, second]) await revoke(batch)
    const restricted = await makeProgramme(db, company.tenant.id, { scope: 'products', scope_ids: [randomUUID()] })
    const [before, sales] = [await balanceOf(db, company.tenant.budgetAccountId), await balanceOf(db, salesBudget)]
    await grant(member, 45, { programme: restricted, twice: true })
    expect(await settlements(member.accountId)).toEqual([
      { amount: -30, grant_id: first },
      { amount: -15, grant_id: second },
      { amount: -35, grant_id: second },
    ])
    expect(Object.values(await lotsOf(db, member.accountId)).sort()).toEqual([0, 0, 0, 10])
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(before - 90 + 30)
    expect(await balanceOf(db, salesBudget)).toBe(sales + 50)
    expect(await debt(member.accountId)).toBe(0)
  })

  it('passes on to a grant that settled it and is revoked itself', async () => {
    const member = await makeMember(db, company.tenant)
    await indebt(member, 30, salesBudget)
    const settling = await grant(member, 100)
    const before = await balanceOf(db, company.tenant.budgetAccountId)
    await revoke(settling)
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(before + 70)
    expect(await debt(member.accountId)).toBe(30)
  })

  it('is settled for many people in one grant, and for nobody who owes nothing', async () => {
    const members = await Promise.all(Array.from({ length: 6 }, () => makeMember(db, company.tenant)))
    const everyone = members.map(({ id }) => ({ member_id: id, amount: 20 }))
    const call = (grants: unknown) =>
      company.hr.client
        .rpc('grant_points', { programme_id: company.programme, grants, idempotency_key: randomUUID() })
        .throwOnError()
    const { data } = await call(everyone)
    for (const { accountId } of members.slice(1))
      await spend(db, company.tenant.id, accountId, [{ lineNo: 1, amount: 15 }])
    await revoke((data as { grant_id: string }).grant_id)

    const preview = () =>
      company.hr.client.rpc('preview_grant', {
        programme_id: company.programme,
        grants: [{ everyone: true, amount: 20 }],
      })
    const settling = () =>
      one<number | null>(
        db,
        `select case when count(*) not between 1 and 4 then coalesce(sum(least(o.points, 20)), 0)::int end
         from (
           select sum(d.amount - d.settled) as points from public.point_debts d
           where d.tenant_id = $1 and d.settled < d.amount group by d.account_id
         ) o`,
        [company.tenant.id],
      )
    expect(await settling()).toBeGreaterThanOrEqual(75)
    expect((await preview()).data).toMatchObject({ settles_debts: await settling() })
    for (const few of [everyone.slice(1, 2), everyone])
      expect(
        (await company.hr.client.rpc('preview_grant', { programme_id: company.programme, grants: few })).data,
      ).toMatchObject({ settles_debts: null })

    await call(everyone)
    expect(await Promise.all(members.map(({ accountId }) => balanceOf(db, accountId)))).toEqual([20, 5, 5, 5, 5, 5])
    expect((await preview()).data).toMatchObject({ settles_debts: await settling() })
  })

  it('is read by the holder alone, who finds it in the profile until it is settled', async () => {
    const inProfile = async (who: 'colleague' | 'hr') => {
      const { data } = await company[who].client.rpc('my_profile').throwOnError()
      return (data as { points: { balance: number; debt: number } }).points
    }
    expect(await inProfile('colleague')).toMatchObject({ balance: 0, debt: 0 })
    await indebt(company.colleague, 10)
    expect(await inProfile('colleague')).toMatchObject({ balance: 0, debt: 10 })
    expect(await inProfile('hr')).toMatchObject({ debt: 0 })
    const { data } = await company.colleague.client.from('point_debts').select('amount, settled')
    expect(data).toEqual([{ amount: 10, settled: 0 }])
    for (const who of ['hr', 'salesAdmin', 'employee'] as const) {
      const { data: seen } = await company[who].client
        .from('point_debts')
        .select('account_id')
        .eq('account_id', company.colleague.accountId)
      expect(seen).toEqual([])
    }
    await grant(company.colleague, 25)
    expect(await inProfile('colleague')).toMatchObject({ balance: 15, debt: 0 })
  })
})
