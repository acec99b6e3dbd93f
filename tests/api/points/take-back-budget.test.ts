import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('taking a budget back', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  const budgets: Record<'sales' | 'north' | 'group' | 'top', string> = { sales: '', north: '', group: '', top: '' }

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    for (const name of ['sales', 'north', 'group'] as const)
      budgets[name] = await one(db, 'select private.budget_account_id($1)', [company[name]])
    budgets.top = await one(db, 'select private.budget_account_id($1)', [company.tenant.departmentId])
    for (const owner of [company.tenant.departmentId, company.sales, company.north, company.group])
      await company.hr.client
        .rpc('allocate_budget', {
          from_account: company.tenant.budgetAccountId,
          to_owner: owner,
          amount: 1000,
          idempotency_key: randomUUID(),
        })
        .throwOnError()
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const takeBack = (who: Role, from: string, amount: unknown, to?: string, key = randomUUID() as string) =>
    company[who].client.rpc('take_back_budget', {
      from_account: from,
      amount,
      idempotency_key: key,
      ...(to === undefined ? {} : { to_account: to }),
    })

  it('by HR moves points one step up: to the parent department, from the top and from a group to the company', async () => {
    for (const [from, to] of [
      [budgets.north, budgets.sales],
      [budgets.sales, budgets.top],
      [budgets.top, company.tenant.budgetAccountId],
      [budgets.group, company.tenant.budgetAccountId],
    ] as const) {
      const [before, above] = [await balanceOf(db, from), await balanceOf(db, to)]
      const { data } = await takeBack('hr', from, 100)
      expect(data).toEqual({
        transaction_id: expect.any(String) as string,
        from_balance: before - 100,
        to_account_id: to,
        to_balance: above + 100,
      })
    }
  })

  it('by HR reaches every budget above, and none beside or below', async () => {
    expect((await takeBack('hr', budgets.north, 10, company.tenant.budgetAccountId)).data).toMatchObject({
      to_account_id: company.tenant.budgetAccountId,
    })
    for (const to of [budgets.north, budgets.group, budgets.sales])
      expect(refusal(await takeBack('hr', budgets.sales, 10, to))).toEqual({
        code: 'invalid_request',
        status: 400,
        details: { field: 'to_account', problem: 'not_above' },
      })
    expect(refusal(await takeBack('hr', company.tenant.budgetAccountId, 10))).toMatchObject({
      code: 'invalid_request',
      details: { field: 'from_account' },
    })
  })

  it('by a department admin stays in the subtree: nothing goes up out of it', async () => {
    expect((await takeBack('salesAdmin', budgets.north, 10)).data).toMatchObject({ to_account_id: budgets.sales })
    for (const [from, to] of [
      [budgets.sales, undefined],
      [budgets.north, company.tenant.budgetAccountId],
      [budgets.group, undefined],
      [budgets.top, undefined],
    ] as const)
      expect(refusal(await takeBack('salesAdmin', from, 10, to))).toMatchObject({ code: 'out_of_scope', status: 403 })
  })

  it('is nobody else’s', async () => {
    for (const who of ['groupAdmin', 'employee'] as const)
      expect(refusal(await takeBack(who, budgets.group, 1))).toMatchObject({ code: 'not_permitted', status: 403 })
  })

  it('never touches another company, nor a wallet', async () => {
    const theirs = await one(db, 'select private.budget_account_id($1)', [other.sales])
    for (const account of [theirs, company.employee.accountId, randomUUID()]) {
      expect(refusal(await takeBack('hr', account, 1))).toMatchObject({ code: 'account_not_found', status: 404 })
      expect(refusal(await takeBack('hr', budgets.sales, 1, account))).toMatchObject({ code: 'account_not_found' })
    }
  })

  it.each([0, -1, 1.5, 1e13, 9223372036854775808])('refuses the amount %s', async (amount) => {
    expect(refusal(await takeBack('hr', budgets.sales, amount))).toMatchObject({ code: 'invalid_amount', status: 400 })
  })

  it('takes no more than there is; without an amount it takes all, once', async () => {
    const available = await balanceOf(db, budgets.north)
    expect(refusal(await takeBack('hr', budgets.north, available + 1))).toEqual({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: available + 1, available },
    })
    const key = randomUUID()
    const first = await takeBack('hr', budgets.north, null, undefined, key)
    expect(first.data).toMatchObject({ from_balance: 0 })
    expect((await takeBack('hr', budgets.north, null, undefined, key)).data).toEqual(first.data)
    expect(refusal(await takeBack('hr', budgets.north, 1, undefined, key))).toMatchObject({
      code: 'idempotency_mismatch',
    })
    expect(refusal(await takeBack('hr', budgets.north, null))).toMatchObject({ code: 'insufficient_budget' })
  })

  it('stands in the books of HR', async () => {
    const { data } = await company.hr.client.from('ledger_transactions').select('kind').eq('kind', 'take_back')
    expect(data?.length).toBeGreaterThan(0)
  })
})
