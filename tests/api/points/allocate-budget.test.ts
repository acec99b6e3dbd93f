import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { makeTenant, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('budgets', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  let sales: string
  let north: string

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    sales = await one(db, 'select private.budget_account_id($1)', [company.sales])
    north = await one(db, 'select private.budget_account_id($1)', [company.north])
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const allocate = (who: Role, from: string, to: string, amount: unknown, key = randomUUID() as string) =>
    company[who].client.rpc('allocate_budget', {
      from_account: from,
      to_owner: to,
      amount,
      idempotency_key: key,
    })

  it('are passed on by HR from the company to a department', async () => {
    const before = await balanceOf(db, company.tenant.budgetAccountId)
    const { data } = await allocate('hr', company.tenant.budgetAccountId, company.sales, 500)
    expect(data).toEqual({
      transaction_id: expect.any(String) as string,
      from_balance: before - 500,
      to_account_id: sales,
      to_balance: 500,
    })
  })

  it('are passed on by a department admin within the subtree only', async () => {
    const before = await balanceOf(db, sales)
    expect((await allocate('salesAdmin', sales, company.north, 100)).data).toMatchObject({
      from_balance: before - 100,
      to_account_id: north,
    })
    for (const [from, to] of [
      [company.tenant.budgetAccountId, company.sales],
      [sales, company.tenant.departmentId],
    ] as const)
      expect(refusal(await allocate('salesAdmin', from, to, 1))).toMatchObject({ code: 'out_of_scope', status: 403 })
  })

  it('are nobody else’s to pass on', async () => {
    for (const who of ['employee', 'groupAdmin'] as const)
      expect(refusal(await allocate(who, sales, company.north, 1))).toMatchObject({
        code: 'not_permitted',
        status: 403,
      })
  })

  it('of another company cannot be drawn on nor be given to, nor can a wallet', async () => {
    const own = company.tenant.budgetAccountId
    for (const account of [other.tenant.budgetAccountId, company.employee.accountId, randomUUID()])
      expect(refusal(await allocate('hr', account, company.sales, 1))).toMatchObject({ code: 'account_not_found' })
    for (const owner of [other.sales, other.group, company.tenant.id, company.employee.id, randomUUID()])
      expect(refusal(await allocate('hr', own, owner, 1))).toMatchObject({ code: 'account_not_found', status: 404 })
  })

  it('cannot be overdrawn, nor moved to themselves', async () => {
    const available = await balanceOf(db, sales)
    expect(refusal(await allocate('hr', sales, company.north, available + 1))).toEqual({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: available + 1, available },
    })
    expect(refusal(await allocate('hr', sales, company.sales, 1))).toMatchObject({ code: 'invalid_request' })
  })

  it.each([0, -1, 1.5, 1e13, 9223372036854775808, null])('refuse the amount %s', async (amount) => {
    expect(refusal(await allocate('hr', sales, company.north, amount))).toMatchObject({
      code: 'invalid_amount',
      status: 400,
    })
  })

  it('move once for one key, and not for another request with it', async () => {
    const key = randomUUID()
    const first = await allocate('hr', company.tenant.budgetAccountId, company.sales, 30, key)
    const balance = await balanceOf(db, sales)
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => allocate('hr', company.tenant.budgetAccountId, company.sales, 30, key)),
    )
    for (const { data } of answers) expect(data).toEqual(first.data)
    expect(refusal(await allocate('hr', company.tenant.budgetAccountId, company.sales, 31, key))).toMatchObject({
      code: 'idempotency_mismatch',
      status: 409,
    })
    expect(await balanceOf(db, sales)).toBe(balance)
  })

  it('are read by HR with their movements, by the admin for the subtree, by employees not at all', async () => {
    const readable = async (who: Role) => {
      const { data } = await company[who].client.from('ledger_accounts').select('id, kind').eq('kind', 'budget')
      return new Set((data as { id: string }[]).map(({ id }) => id))
    }
    expect(await readable('salesAdmin')).toEqual(new Set([sales, north]))
    expect(await readable('employee')).toEqual(new Set())
    expect((await readable('hr')).has(company.tenant.budgetAccountId)).toBe(true)
    const { data } = await company.hr.client.from('ledger_transactions').select('kind')
    expect(new Set((data as { kind: string }[]).map(({ kind }) => kind))).toEqual(new Set(['deposit', 'allocation']))
  })

  it('are filled by the platform only, once per key', async () => {
    const tenant = await makeTenant(db)
    const key = randomUUID()
    const args = { tenant_id: tenant.id, amount: 700, reference: '银行 1', idempotency_key: key }
    const first = await apiClient('secret').rpc('record_deposit', args)
    const second = await apiClient('secret').rpc('record_deposit', args)
    expect(first.data).toMatchObject({ account_id: tenant.budgetAccountId, balance: 700 })
    expect(second.data).toEqual(first.data)
    const refused = await company.hr.client.rpc('record_deposit', { ...args, idempotency_key: randomUUID() })
    expect(refused.error).toMatchObject({ code: '42501' })
    expect(await balanceOf(db, tenant.budgetAccountId)).toBe(700)
  })
})
