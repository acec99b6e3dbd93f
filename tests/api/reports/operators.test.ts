import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, grantTo } from '../../support/points-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import { giveRole, makeTenant, one } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from '../points/company.ts'

interface Batches {
  batches: { batch_id: string; kind: string; members: number; total_points: number; granted_by_name: string | null }[]
  next: string | null
}

describe('what operators see of budgets and grants', () => {
  let db: pg.Client
  let company: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
  })
  afterAll(() => db.end())

  const budgetsOf = async (client: SupabaseClient) => {
    const { data, error } = await client.rpc('my_budgets')
    if (error) throw error
    return data as {
      owner_id: string
      parent_id: string | null
      depth: number
      balance: number
      can_allocate: boolean
    }[]
  }
  const batchesOf = async (client: SupabaseClient, before: string | null = null): Promise<Batches> => {
    const { data, error } = await client.rpc('grant_batches', { before })
    if (error) throw error
    return data as Batches
  }
  const grant = async (client: SupabaseClient, memberId: string, amount: number): Promise<string> => {
    const { data, error } = await client.rpc('grant_points', {
      programme_id: company.programme,
      grants: [{ member_id: memberId, amount }],
      idempotency_key: randomUUID(),
    })
    if (error) throw error
    return (data as { grant_id: string }).grant_id
  }

  it('my_budgets: HR sees the company’s, every department’s in the order of the tree, and the groups’', async () => {
    const { tenant, sales, north, group } = company
    expect((await budgetsOf(company.hr.client)).map((row) => [row.owner_id, row.parent_id, row.depth])).toEqual([
      [tenant.id, null, 0],
      [tenant.departmentId, tenant.id, 1],
      [sales, tenant.departmentId, 2],
      [north, sales, 3],
      [group, tenant.id, 1],
    ])
    expect(await budgetsOf(company.hr.client)).toMatchObject([
      { owner_kind: 'tenant', name: '测试公司', balance: 10_000, can_grant: true, can_allocate: true },
      { owner_kind: 'department' },
      { owner_kind: 'department', name: '销售', balance: 0 },
      { owner_kind: 'department', name: '华北' },
      { owner_kind: 'group', name: '新人', can_grant: true, can_allocate: true },
    ])
  })

  it('my_budgets: admins see their subtree or their group, and nothing above it', async () => {
    const { sales, north, group } = company
    expect((await budgetsOf(company.salesAdmin.client)).map((row) => [row.owner_id, row.can_allocate])).toEqual([
      [sales, true],
      [north, true],
    ])
    expect((await budgetsOf(company.groupAdmin.client)).map((row) => [row.owner_id, row.can_allocate])).toEqual([
      [group, false],
    ])
  })

  it('grant_batches: HR sees every grant, admins those they made, newest first', async () => {
    const allocated = await company.hr.client.rpc('allocate_budget', {
      from_account: company.tenant.budgetAccountId,
      to_owner: company.sales,
      amount: 100,
      idempotency_key: randomUUID(),
    })
    expect(allocated.error).toBeNull()
    const first = await grant(company.hr.client, company.colleague.id, 5)
    const second = await grant(company.salesAdmin.client, company.employee.id, 6)
    const answer = await batchesOf(company.hr.client)
    expect(answer.batches.map((row) => row.batch_id)).toEqual([second, first])
    expect(answer.batches[0]).toMatchObject({
      kind: 'grant',
      members: 1,
      total_points: 6,
      programme_id: company.programme,
      granted_by_name: '王小明',
      revoked: 'no',
      state: 'done',
    })
    expect(answer.next).toBeNull()
    expect((await batchesOf(company.salesAdmin.client)).batches.map((row) => row.batch_id)).toEqual([second])
    expect(await batchesOf(company.groupAdmin.client)).toEqual({ batches: [], next: null })
  })

  it('grant_batches: pages by 20, none twice and none left out', async () => {
    const tenant = await makeTenant(db)
    await deposit(db, tenant.id, 10_000)
    const hr = await signInAsNewMember(db, tenant)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    const programme = await one(
      db,
      `insert into public.programmes (tenant_id, name, occasion, validity_kind, validity_days, refund_policy)
       values ($1, '中秋', 'festival', 'days', 30, 'forfeit') returning id`,
      [tenant.id],
    )
    for (let i = 1; i <= 41; i++) await grantTo(db, tenant, programme, hr, i)
    const seen: number[] = []
    let next: string | null = null
    do {
      const page: Batches = await batchesOf(hr.client, next)
      seen.push(...page.batches.map((row) => row.total_points))
      next = page.next
    } while (next)
    expect(seen).toEqual(Array.from({ length: 41 }, (_, i) => 41 - i))
    expect(refusal(await hr.client.rpc('grant_batches', { before: 'x' }))).toMatchObject({ code: 'invalid_request' })
  })

  it('is nothing for employees', async () => {
    for (const name of ['my_budgets', 'grant_batches'])
      expect(refusal(await company.employee.client.rpc(name))).toMatchObject({ code: 'not_permitted', status: 403 })
    expect(refusal(await company.employee.client.rpc('batch_flow', { batch_id: company.programme }))).toMatchObject({
      code: 'not_permitted',
      status: 403,
    })
  })
})
