import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit } from '../../support/points-fixture.ts'
import { makeDepartment, makeGroup, makeMember, one } from '../../support/tenant-fixture.ts'
import { balanceOf, openCompany, refusal, type Company } from './company.ts'

describe('a grant', () => {
  let db: pg.Client
  let company: Company
  let other: Company
  const budget = (owner: string) => one(db, 'select private.budget_account_id($1)', [owner])

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    await deposit(db, company.tenant.id, 100_000)
    for (const owner of [company.sales, company.north, company.group])
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
  const grant = (who: Role, grants: unknown, more: { budget_account?: string; note?: string; key?: string } = {}) => {
    const { key = randomUUID(), ...rest } = more
    return company[who].client.rpc('grant_points', {
      programme_id: company.programme,
      grants,
      idempotency_key: key,
      ...rest,
    })
  }

  describe('reaches', () => {
    it('everybody of a group, and everybody of the company', async () => {
      expect((await grant('hr', [{ group_id: company.group, amount: 3 }])).data).toMatchObject({ members: 1 })
      expect((await grant('hr', [{ everyone: true, amount: 2 }])).data).toMatchObject({ members: 5, total_points: 10 })
      expect(await balanceOf(db, company.employee.accountId)).toBe(5)
      expect(await balanceOf(db, other.employee.accountId)).toBe(0)
    })

    it('people who are invited and have no account yet, by number, department, group and among all', async () => {
      const department = await makeDepartment(db, company.tenant.id, '新部门', null)
      const invited = await makeMember(db, company.tenant, {
        status: 'invited',
        user_id: null,
        department_id: department,
      })
      const gone = await makeMember(db, company.tenant, { status: 'departed', department_id: department })
      const group = await makeGroup(db, company.tenant.id, '新人培训', [invited.id, gone.id])
      const { data } = await grant('hr', [
        { employee_no: invited.employeeNo, amount: 1 },
        { department_id: department, amount: 10 },
        { group_id: group, amount: 100 },
        { everyone: true, amount: 1000 },
      ])
      expect(data).toMatchObject({ members: 6, total_points: 6111 })
      expect(await balanceOf(db, invited.accountId)).toBe(1111)
      expect(await balanceOf(db, gone.accountId)).toBe(0)
    })

    it('no group of another company, nor one that is none', async () => {
      for (const group of [other.group, company.sales, 'x'])
        expect(refusal(await grant('hr', [{ group_id: group, amount: 1 }]))).toEqual({
          code: 'group_not_found',
          status: 404,
          details: { index: 0 },
        })
    })

    it('nobody where nobody is meant', async () => {
      const empty = await makeGroup(db, company.tenant.id, '空群', [])
      expect(refusal(await grant('hr', [{ group_id: empty, amount: 1 }]))).toEqual({
        code: 'invalid_request',
        status: 400,
        details: { field: 'grants', problem: 'recipients' },
      })
    })

    it.each([
      ['everyone: false', { everyone: false }],
      ['everyone in words', { everyone: 'true' }],
      ['everyone and one', { everyone: true, member_id: randomUUID() }],
      ['two groups', { group_id: [randomUUID()] }],
    ])('nothing for %s', async (_, entry) => {
      expect(refusal(await grant('hr', [{ ...entry, amount: 1 }]))).toMatchObject({ code: 'invalid_request' })
    })
  })

  describe('is paid', () => {
    it('by the budget that HR names, with the note in the books', async () => {
      const account = await budget(company.north)
      const before = await balanceOf(db, account)
      const to = [{ member_id: company.colleague.id, amount: 4 }]
      const { data } = await grant('hr', to, { budget_account: account, note: '借用华北预算' })
      expect(data).toMatchObject({ budget_account_id: account, budget_left: before - 4 })
      const { data: kept } = await company.hr.client
        .from('grants')
        .select('note, source')
        .eq('id', (data as { grant_id: string }).grant_id)
      expect(kept).toEqual([{ note: '借用华北预算', source: 'manual' }])
    })

    it('for a department admin by the deepest administered department, or one named in the subtree', async () => {
      const to = [{ member_id: company.employee.id, amount: 4 }]
      expect((await grant('salesAdmin', to)).data).toMatchObject({ budget_account_id: await budget(company.sales) })
      const north = await budget(company.north)
      expect((await grant('salesAdmin', to, { budget_account: north })).data).toMatchObject({
        budget_account_id: north,
      })
    })

    it('for nobody by a budget outside the scope', async () => {
      const to = [{ member_id: company.employee.id, amount: 1 }]
      for (const [who, owner] of [
        ['salesAdmin', company.tenant.id],
        ['salesAdmin', company.tenant.departmentId],
        ['salesAdmin', company.group],
        ['groupAdmin', company.sales],
        ['groupAdmin', company.tenant.id],
      ] as const)
        expect(refusal(await grant(who, to, { budget_account: await budget(owner) }))).toMatchObject({
          code: 'out_of_scope',
          status: 403,
        })
    })

    it('for people outside the scope by no budget, named or not', async () => {
      const to = [{ member_id: company.colleague.id, amount: 1 }]
      for (const [who, owner] of [
        ['salesAdmin', company.north],
        ['groupAdmin', company.group],
      ] as const) {
        expect(refusal(await grant(who, to, { budget_account: await budget(owner) }))).toMatchObject({
          code: 'out_of_scope',
        })
        expect(refusal(await grant(who, [{ everyone: true, amount: 1 }]))).toMatchObject({ code: 'out_of_scope' })
      }
    })

    it('by no budget of another company, and by no wallet', async () => {
      const to = [{ member_id: company.employee.id, amount: 1 }]
      for (const account of [other.tenant.budgetAccountId, company.hr.accountId, randomUUID()])
        for (const who of ['hr', 'salesAdmin'] as const)
          expect(refusal(await grant(who, to, { budget_account: account }))).toMatchObject({
            code: 'account_not_found',
            status: 404,
          })
    })

    it('once for one key, and not from another budget with it', async () => {
      const key = randomUUID()
      const to = [{ group_id: company.group, amount: 1 }]
      const first = await grant('hr', to, { key })
      expect((await grant('hr', to, { key })).data).toEqual(first.data)
      for (const other of [{ budget_account: await budget(company.sales) }, { note: '另一个' }])
        expect(refusal(await grant('hr', to, { key, ...other }))).toMatchObject({ code: 'idempotency_mismatch' })
    })

    it('without a note that is too long', async () => {
      const to = [{ group_id: company.group, amount: 1 }]
      expect(refusal(await grant('hr', to, { note: '好'.repeat(201) }))).toMatchObject({ details: { field: 'note' } })
    })
  })
})
