import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, makeProgramme } from '../../support/points-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { makeMember, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('granting points', () => {
  let db: pg.Client
  let company: Company
  let other: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
  })
  afterAll(() => db.end())
  afterEach(async () => {
    expect(await brokenInvariants(db, company.tenant.id)).toEqual([])
  })

  type Role = 'hr' | 'salesAdmin' | 'groupAdmin' | 'employee'
  const grant = (who: Role, grants: unknown, key = randomUUID() as string, programme = company.programme) =>
    company[who].client.rpc('grant_points', { programme_id: programme, grants, idempotency_key: key })
  const accountOf = (id: string) => one(db, 'select private.budget_account_id($1)', [id])
  const allocate = async (points: number, owner = company.sales) =>
    company.hr.client
      .rpc('allocate_budget', {
        from_account: company.tenant.budgetAccountId,
        to_owner: owner,
        amount: points,
        idempotency_key: randomUUID(),
      })
      .throwOnError()

  it('by HR reaches people by id, by number without regard to case, and a department with everything below', async () => {
    const before = await balanceOf(db, company.tenant.budgetAccountId)
    const { data, error } = await grant('hr', [
      { member_id: company.colleague.id, amount: 10, note: '谢谢' },
      { employee_no: company.hr.employeeNo.toLowerCase(), amount: 20 },
      { department_id: company.sales, amount: 30 },
    ])
    expect(error).toBeNull()
    expect(data).toEqual({
      grant_id: expect.any(String) as string,
      members: 4,
      total_points: 90,
      budget_account_id: company.tenant.budgetAccountId,
      budget_left: before - 90,
    })
    const { data: statement } = await company.colleague.client.from('statement_entries').select()
    expect(statement).toMatchObject([{ kind: 'grant', amount: 10, balance_after: 10, note: '谢谢' }])
    expect(await balanceOf(db, company.employee.accountId)).toBe(30)
  })

  it('with the same key is one grant: the first answer again, or a refusal for another request', async () => {
    const key = randomUUID()
    const first = await grant('hr', [{ member_id: company.colleague.id, amount: 5 }], key)
    const before = await balanceOf(db, company.colleague.accountId)
    const second = await grant('hr', [{ amount: 5, member_id: company.colleague.id }], key)
    expect(second.data).toEqual(first.data)
    expect(refusal(await grant('hr', [{ member_id: company.colleague.id, amount: 6 }], key))).toMatchObject({
      code: 'idempotency_mismatch',
      status: 409,
    })
    expect(await balanceOf(db, company.colleague.accountId)).toBe(before)
  })

  it('a hundred times at once with the same key is one grant', async () => {
    const key = randomUUID()
    const before = await balanceOf(db, company.colleague.accountId)
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => grant('hr', [{ member_id: company.colleague.id, amount: 7 }], key)),
    )
    expect(new Set(answers.map(({ data, error }) => JSON.stringify([data, error]))).size).toBe(1)
    expect(answers[0]!.error).toBeNull()
    expect(await balanceOf(db, company.colleague.accountId)).toBe(before + 7)
  }, 60_000)

  it('by a department admin draws on the department’s budget and stays in the subtree', async () => {
    expect(refusal(await grant('salesAdmin', [{ member_id: company.employee.id, amount: 1 }]))).toEqual({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: 1, available: 0 },
    })
    await allocate(100)
    const { data } = await grant('salesAdmin', [{ department_id: company.north, amount: 40 }])
    expect(data).toMatchObject({ budget_account_id: await accountOf(company.sales), budget_left: 60 })
    for (const outside of [{ member_id: company.colleague.id }, { department_id: company.tenant.departmentId }])
      expect(
        refusal(
          await grant('salesAdmin', [
            { member_id: company.employee.id, amount: 1 },
            { ...outside, amount: 1 },
          ]),
        ),
      ).toMatchObject({ code: 'out_of_scope', status: 403 })
    expect(await balanceOf(db, await accountOf(company.sales))).toBe(60)
  })

  it('by a group admin draws on the group’s budget and stays in the group', async () => {
    expect(refusal(await grant('groupAdmin', [{ member_id: company.employee.id, amount: 9 }]))).toMatchObject({
      code: 'insufficient_budget',
      details: { needed: 9, available: 0 },
    })
    await allocate(50, company.group)
    const { data } = await grant('groupAdmin', [{ group_id: company.group, amount: 9 }])
    expect(data).toMatchObject({ members: 1, budget_account_id: await accountOf(company.group), budget_left: 41 })
    expect(refusal(await grant('groupAdmin', [{ member_id: company.groupAdmin.id, amount: 9 }]))).toMatchObject({
      code: 'out_of_scope',
    })
  })

  it('is refused to an employee, to a visitor, and after the role is taken away', async () => {
    expect(refusal(await grant('employee', [{ member_id: company.employee.id, amount: 1000 }]))).toMatchObject({
      code: 'not_permitted',
      status: 403,
    })
    const visitor = await apiClient().rpc('grant_points', {
      programme_id: company.programme,
      grants: [{ member_id: company.employee.id, amount: 1 }],
      idempotency_key: randomUUID(),
    })
    expect(visitor.error).not.toBeNull()
    expect(visitor.status).toBeLessThan(500)
  })

  it('never reaches another company’s people, departments or programmes', async () => {
    expect(refusal(await grant('hr', [{ member_id: other.employee.id, amount: 1 }]))).toEqual({
      code: 'member_not_found',
      status: 404,
      details: { index: 0 },
    })
    expect(refusal(await grant('hr', [{ employee_no: other.employee.employeeNo, amount: 1 }]))).toMatchObject({
      code: 'member_not_found',
    })
    expect(refusal(await grant('hr', [{ department_id: other.sales, amount: 1 }]))).toMatchObject({
      code: 'department_not_found',
    })
    const own = [{ member_id: company.employee.id, amount: 1 }]
    expect(refusal(await grant('hr', own, randomUUID(), other.programme))).toMatchObject({
      code: 'programme_not_found',
      status: 404,
    })
    expect(await balanceOf(db, other.employee.accountId)).toBe(0)
  })

  it('beyond the budget is refused as a whole', async () => {
    const available = await balanceOf(db, company.tenant.budgetAccountId)
    const before = await balanceOf(db, company.employee.accountId)
    const grants = [
      { member_id: company.employee.id, amount: available },
      { member_id: company.colleague.id, amount: 1 },
    ]
    expect(refusal(await grant('hr', grants))).toEqual({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: available + 1, available },
    })
    expect(await balanceOf(db, company.employee.accountId)).toBe(before)
  })

  it('takes no programme that is closed', async () => {
    const closed = await makeProgramme(db, company.tenant.id, { status: 'closed' })
    expect(
      refusal(await grant('hr', [{ member_id: company.employee.id, amount: 1 }], randomUUID(), closed)),
    ).toMatchObject({ code: 'programme_closed', status: 409 })
  })

  it.each(['suspended', 'departed'])('does not reach a member who is %s', async (status) => {
    const member = await makeMember(db, company.tenant, { status })
    expect(
      refusal(
        await grant('hr', [
          { member_id: company.employee.id, amount: 1 },
          { member_id: member.id, amount: 1 },
        ]),
      ),
    ).toEqual({ code: 'member_not_found', status: 404, details: { index: 1 } })
  })
})
