import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { makeMember } from '../../support/tenant-fixture.ts'
import { openCompany, refusal, type Company } from './company.ts'

interface Audience {
  kind: string
  id: string
  parent_id: string | null
  name: string
  depth: number
  members: number
}

describe('whom an operator may grant to as a whole', () => {
  let db: pg.Client
  let company: Company
  let other: Company

  beforeAll(async () => {
    db = await openDatabase()
    company = await openCompany(db)
    other = await openCompany(db)
    await makeMember(db, company.tenant, { department_id: company.north, status: 'invited' })
    await makeMember(db, company.tenant, { department_id: company.north, status: 'suspended' })
    await makeMember(db, company.tenant, { department_id: company.north, status: 'departed' })
  })
  afterAll(() => db.end())

  const seenBy = async (who: 'hr' | 'salesAdmin' | 'groupAdmin') => {
    const { data } = await company[who].client.rpc('grant_audiences')
    return (data as Audience[]).map(({ kind, name, depth, members, parent_id }) => [
      kind,
      name,
      depth,
      members,
      parent_id,
    ])
  }

  it('is everybody, every department as a tree and every group for HR, with the active and the invited counted', async () => {
    expect(await seenBy('hr')).toEqual([
      ['everyone', '测试公司', 0, 6, null],
      ['department', '总部', 1, 6, null],
      ['department', '销售', 2, 3, company.tenant.departmentId],
      ['department', '华北', 3, 2, company.sales],
      ['group', '新人', 0, 1, null],
    ])
  })

  it('is the subtree for a department admin', async () => {
    expect(await seenBy('salesAdmin')).toEqual([
      ['department', '销售', 0, 3, null],
      ['department', '华北', 1, 2, company.sales],
    ])
  })

  it('is the group for a group admin', async () => {
    expect(await seenBy('groupAdmin')).toEqual([['group', '新人', 0, 1, null]])
  })

  it('keeps the order that the departments were given, and never shows another company’s', async () => {
    await db.query('update public.departments set position = -1 where tenant_id = $1 and id = $2', [
      other.tenant.id,
      other.north,
    ])
    await db.query(
      `insert into public.departments (tenant_id, name, parent_id, position) values ($1, '华东', $2, 2), ($1, '华南', $2, 10)`,
      [other.tenant.id, other.sales],
    )
    const { data } = await other.hr.client.rpc('grant_audiences')
    expect((data as Audience[]).map(({ name }) => name)).toEqual([
      '测试公司',
      '总部',
      '销售',
      '华北',
      '华东',
      '华南',
      '新人',
    ])
    const foreign = (data as Audience[]).map(({ id }) => id)
    expect(foreign).not.toContain(company.sales)
    expect(foreign).not.toContain(company.group)
  })

  it('is refused to an employee, to somebody suspended and to a visitor', async () => {
    expect(refusal(await company.employee.client.rpc('grant_audiences'))).toMatchObject({ code: 'not_permitted' })
    const suspended = await signInAsNewMember(db, company.tenant, { status: 'suspended' })
    expect(refusal(await suspended.client.rpc('grant_audiences'))).toMatchObject({ code: 'member_suspended' })
    expect(refusal(await apiClient().rpc('grant_audiences'))).toMatchObject({ status: 401 })
  })
})
