import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { makeProgramme } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { makeMember, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

interface Preview {
  members: number
  recipients_twice: number
  total_points: number
  budget_account_id: string | null
  budget_available: number | null
  budget_left: number | null
  expires_at: string | null
  scope: string | null
  problems: { index: number; code: string; details: unknown }[]
  refusal: { code: string; details: unknown } | null
}

describe('the preview of a grant', () => {
  let db: pg.Client
  let company: Company
  let other: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
  })
  afterAll(() => db.end())

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const preview = (who: Role, grants: unknown, more: { programme_id?: string; budget_account?: string } = {}) =>
    company[who].client.rpc('preview_grant', { programme_id: company.programme, grants, ...more })
  const seen = async (...args: Parameters<typeof preview>) =>
    (await preview(...args).throwOnError()).data as unknown as Preview

  it('tells what the grant then does, and changes nothing', async () => {
    const grants = [
      { department_id: company.sales, amount: 30, note: '好' },
      { member_id: company.employee.id, amount: 5 },
      { employee_no: company.colleague.employeeNo, amount: 7 },
    ]
    const before = await balanceOf(db, company.tenant.budgetAccountId)
    const told = await seen('hr', grants)
    expect(told).toMatchObject({
      members: 3,
      recipients_twice: 1,
      total_points: 72,
      budget_account_id: company.tenant.budgetAccountId,
      budget_available: before,
      budget_left: before - 72,
      scope: 'all',
      problems: [],
      refusal: null,
    })
    expect(await balanceOf(db, company.tenant.budgetAccountId)).toBe(before)
    expect(await one(db, 'select count(*) from public.grants where tenant_id = $1', [company.tenant.id])).toBe(0)

    const { data: done } = await company.hr.client
      .rpc('grant_points', { programme_id: company.programme, grants, idempotency_key: randomUUID() })
      .throwOnError()
    const { members, total_points, budget_account_id, budget_left } = told
    expect(done).toMatchObject({ members, total_points, budget_account_id, budget_left })
    const { data: lots } = await company.employee.client.from('point_lots').select('expires_at')
    expect(new Set(lots?.map((lot) => Date.parse(lot.expires_at as string)))).toEqual(
      new Set([Date.parse(told.expires_at!)]),
    )
  })

  it('names every entry that is wrong, and reckons with the others', async () => {
    const gone = await makeMember(db, company.tenant, { status: 'departed' })
    const told = await seen('hr', [
      { member_id: gone.id, amount: 1 },
      { member_id: company.employee.id, amount: 0 },
      { employee_no: 'NOBODY', amount: 1 },
      { member_id: company.employee.id, amount: 10 },
      { department_id: other.sales, amount: 1 },
      { group_id: other.group, amount: 1 },
      { member_id: other.employee.id, amount: 1 },
      { amount: 1 },
      'E1001',
      { employee_no: company.colleague.employeeNo, amount: '5' },
    ])
    expect(told.problems.map(({ index, code }) => [index, code])).toEqual([
      [0, 'member_not_found'],
      [1, 'invalid_amount'],
      [2, 'member_not_found'],
      [4, 'department_not_found'],
      [5, 'group_not_found'],
      [6, 'member_not_found'],
      [7, 'invalid_request'],
      [8, 'invalid_request'],
      [9, 'invalid_amount'],
    ])
    expect(told).toMatchObject({ members: 1, total_points: 10, refusal: null })
  })

  it('names each entry outside the scope of an admin', async () => {
    const told = await seen('salesAdmin', [
      { member_id: company.employee.id, amount: 1 },
      { member_id: company.colleague.id, amount: 1 },
      { everyone: true, amount: 1 },
    ])
    expect(told.problems.map(({ index, code }) => [index, code])).toEqual([
      [1, 'out_of_scope'],
      [2, 'out_of_scope'],
    ])
    expect(told).toMatchObject({ refusal: { code: 'out_of_scope' }, budget_account_id: null, budget_left: null })
  })

  it('tells the refusal of the whole: too little budget, a programme that takes no grants, a budget out of reach', async () => {
    const one_ = [{ member_id: company.employee.id, amount: 1_000_000 }]
    const available = await balanceOf(db, company.tenant.budgetAccountId)
    expect(await seen('hr', one_)).toMatchObject({
      budget_left: available - 1_000_000,
      refusal: { code: 'insufficient_budget', details: { needed: 1_000_000, available } },
    })
    const closed = await makeProgramme(db, company.tenant.id, { status: 'closed' })
    const few = [{ member_id: company.employee.id, amount: 1 }]
    expect(await seen('hr', few, { programme_id: closed })).toMatchObject({
      budget_left: available - 1,
      expires_at: null,
      refusal: { code: 'programme_closed', details: {} },
    })
    expect(await seen('hr', few, { programme_id: other.programme })).toMatchObject({
      refusal: { code: 'programme_not_found' },
    })
    expect(await seen('hr', few, { budget_account: other.tenant.budgetAccountId })).toMatchObject({
      refusal: { code: 'account_not_found' },
      budget_available: null,
    })
    expect(await seen('salesAdmin', few, { budget_account: company.tenant.budgetAccountId })).toMatchObject({
      refusal: { code: 'out_of_scope' },
      budget_available: null,
    })
  })

  it('is refused to those who may not grant, and for what is no list', async () => {
    expect(refusal(await preview('employee', [{ member_id: company.employee.id, amount: 1 }]))).toMatchObject({
      code: 'not_permitted',
      status: 403,
    })
    for (const grants of [null, [], { amount: 1 }])
      expect(refusal(await preview('hr', grants))).toMatchObject({ code: 'invalid_request', status: 400 })
    const visitor = await apiClient().rpc('preview_grant', { programme_id: company.programme, grants: [] })
    expect(visitor.error).not.toBeNull()
  })
})
