import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, signedIn } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import {
  giveRole,
  makeDepartment,
  makeGroup,
  makeMember,
  makeTenant,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

describe('who sees whom', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let sales: string
  let north: string
  let group: string
  let employee: MemberFixture
  let colleague: MemberFixture
  let hr: MemberFixture
  let salesAdmin: MemberFixture
  let groupAdmin: MemberFixture
  let stranger: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    north = await makeDepartment(db, tenant.id, '华北', sales)
    employee = await makeMember(db, tenant, { department_id: north })
    colleague = await makeMember(db, tenant)
    hr = await makeMember(db, tenant)
    salesAdmin = await makeMember(db, tenant)
    groupAdmin = await makeMember(db, tenant)
    group = await makeGroup(db, tenant.id, '新人', [colleague.id])
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    await giveRole(db, tenant.id, salesAdmin.id, 'department_admin', { departmentId: sales })
    await giveRole(db, tenant.id, groupAdmin.id, 'group_admin', { groupId: group })
    for (const { id } of [employee, colleague])
      await db.query(
        `insert into public.member_contacts (tenant_id, member_id, phone, birthday) values ($1, $2, '13800000000', '1990-02-28')`,
        [tenant.id, id],
      )
    stranger = await makeMember(db, await makeTenant(db))
  })
  afterAll(() => db.end())

  const idsSeenBy = (member: MemberFixture, table: string, column = 'id') =>
    actAs(db, signedIn(member.userId), async (client) => {
      const { rows } = await client.query<Record<string, string>>(`select ${column} from public.${table}`)
      return new Set(rows.map((row) => row[column]))
    })

  it('shows an employee the own company, member row, department chain and contact, and nobody else', async () => {
    expect(await idsSeenBy(employee, 'tenants')).toEqual(new Set([tenant.id]))
    expect(await idsSeenBy(employee, 'members')).toEqual(new Set([employee.id]))
    expect(await idsSeenBy(employee, 'departments')).toEqual(new Set([tenant.departmentId, sales, north]))
    expect(await idsSeenBy(employee, 'legal_entities')).toEqual(new Set([tenant.legalEntityId]))
    expect(await idsSeenBy(employee, 'member_contacts', 'member_id')).toEqual(new Set([employee.id]))
    expect(await idsSeenBy(employee, 'groups')).toEqual(new Set())
    expect(await idsSeenBy(colleague, 'groups')).toEqual(new Set([group]))
  })

  it('shows HR everybody of the company with contacts, and nobody of another', async () => {
    const everybody = new Set([employee, colleague, hr, salesAdmin, groupAdmin].map(({ id }) => id))
    expect(await idsSeenBy(hr, 'members')).toEqual(everybody)
    expect(await idsSeenBy(hr, 'member_contacts', 'member_id')).toEqual(new Set([employee.id, colleague.id]))
    expect(await idsSeenBy(hr, 'member_roles', 'member_id')).toEqual(new Set([hr.id, salesAdmin.id, groupAdmin.id]))
  })

  it('shows a department admin the members of the subtree without their contacts', async () => {
    expect(await idsSeenBy(salesAdmin, 'members')).toEqual(new Set([salesAdmin.id, employee.id]))
    expect(await idsSeenBy(salesAdmin, 'member_contacts', 'member_id')).toEqual(new Set())
  })

  it('shows a group admin the members of the group', async () => {
    expect(await idsSeenBy(groupAdmin, 'members')).toEqual(new Set([groupAdmin.id, colleague.id]))
  })

  it('shows another company’s member nothing of this one', async () => {
    for (const table of ['tenants', 'members', 'departments', 'legal_entities', 'ledger_accounts']) {
      const seen = await idsSeenBy(stranger, table)
      for (const id of [tenant.id, employee.id, sales, tenant.legalEntityId, employee.accountId])
        expect(seen.has(id)).toBe(false)
    }
  })

  it.each(['suspended', 'departed', 'invited'])('shows a member who is %s nothing at all', async (status) => {
    const member = await makeMember(db, tenant, { status })
    await giveRole(db, tenant.id, member.id, 'hr_manager')
    for (const table of ['tenants', 'members', 'departments', 'member_roles', 'ledger_accounts'])
      expect(await idsSeenBy(member, table)).toEqual(new Set())
  })

  it('ends access at the next query when the company is suspended', async () => {
    const closing = await makeTenant(db)
    const member = await makeMember(db, closing)
    expect((await idsSeenBy(member, 'members')).size).toBe(1)
    await db.query(`update public.tenants set status = 'suspended' where id = $1`, [closing.id])
    expect((await idsSeenBy(member, 'members')).size).toBe(0)
    expect((await idsSeenBy(member, 'tenants')).size).toBe(0)
  })

  it.each([
    ['tenants', 'departure_policy'],
    ['tenants', 'status'],
    ['members', 'user_id'],
    ['ledger_transactions', 'idempotency_key'],
    ['ledger_transactions', 'actor_id'],
  ])('keeps %s.%s from every signed-in caller', async (table, column) => {
    await expect(idsSeenBy(hr, table, column)).rejects.toMatchObject({ code: '42501' })
  })

  it('lets nobody write a table, whatever the role', async () => {
    await expect(
      actAs(db, signedIn(hr.userId), (client) =>
        client.query(`insert into public.member_roles (tenant_id, member_id, role) values ($1, $2, 'hr_manager')`, [
          tenant.id,
          employee.id,
        ]),
      ),
    ).rejects.toMatchObject({ code: '42501' })
  })
})
