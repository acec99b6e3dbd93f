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
  one,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

describe('roles and audiences', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let sales: string
  let north: string
  let group: string
  let member: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    north = await makeDepartment(db, tenant.id, '华北', sales)
    member = await makeMember(db, tenant, { department_id: north })
    group = await makeGroup(db, tenant.id, '新人', [member.id])
  })
  afterAll(() => db.end())

  const hasRole = (who: MemberFixture, role: string, within: string | null) =>
    actAs(db, signedIn(who.userId), (client) => one<boolean>(client, 'select private.has_role($1, $2)', [role, within]))

  it('reach a department’s subtree, not what lies above or beside', async () => {
    const admin = await makeMember(db, tenant)
    await giveRole(db, tenant.id, admin.id, 'department_admin', { departmentId: sales })
    expect(await hasRole(admin, 'department_admin', null)).toBe(true)
    expect(await hasRole(admin, 'department_admin', sales)).toBe(true)
    expect(await hasRole(admin, 'department_admin', north)).toBe(true)
    expect(await hasRole(admin, 'department_admin', tenant.departmentId)).toBe(false)
    expect(await hasRole(admin, 'hr_manager', null)).toBe(false)
  })

  it('of HR reach every department and group of the company and none of another', async () => {
    const hr = await makeMember(db, tenant)
    const other = await makeTenant(db)
    await giveRole(db, tenant.id, hr.id, 'hr_manager')
    expect(await hasRole(hr, 'hr_manager', north)).toBe(true)
    expect(await hasRole(hr, 'hr_manager', group)).toBe(true)
    expect(await hasRole(hr, 'hr_manager', other.departmentId)).toBe(false)
    expect(await hasRole(hr, 'hr_manager', await makeGroup(db, other.id, '新人', []))).toBe(false)
  })

  it('cannot be given for a department of another company, nor without the scope they need', async () => {
    const other = await makeTenant(db)
    await expect(
      giveRole(db, tenant.id, member.id, 'department_admin', { departmentId: other.departmentId }),
    ).rejects.toMatchObject({ constraint: 'department_is_of_the_same_tenant' })
    await expect(giveRole(db, tenant.id, member.id, 'department_admin')).rejects.toMatchObject({
      constraint: 'scope_fits_the_role',
    })
    await expect(giveRole(db, tenant.id, member.id, 'hr_manager', { departmentId: sales })).rejects.toMatchObject({
      constraint: 'scope_fits_the_role',
    })
  })

  it('make an audience of the company, the department with its ancestors, and the groups', async () => {
    const audiences = await actAs(db, signedIn(member.userId), (client) =>
      one<string[]>(client, 'select private.audience_ids()::text[]'),
    )
    expect(new Set(audiences)).toEqual(new Set([tenant.id, tenant.departmentId, sales, north, group]))
  })

  it('are none for an account that is nobody’s', async () => {
    const nobody = signedIn('00000000-0000-4000-8000-00000000dead')
    const { rows } = await actAs(db, nobody, (client) =>
      client.query(
        `select private.member_id() as member, private.tenant_id() as tenant, private.account_id() as account,
                cardinality(private.audience_ids()) as audiences, private.has_role('hr_manager') as hr`,
      ),
    )
    expect(rows).toEqual([{ member: null, tenant: null, account: null, audiences: 0, hr: false }])
  })
})

describe('invitations', () => {
  let db: pg.Client
  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  it('are codes of ten signs, of which only the hash is kept, and a new one replaces the old one', async () => {
    const tenant = await makeTenant(db)
    const member = await makeMember(db, tenant, { status: 'invited', user_id: null })
    const invite = () => one(db, 'select public.invite_member($1, $2)', [tenant.id, member.id])
    const first = await invite()
    const second = await invite()
    expect(second).toMatch(/^[0-9A-HJKMNP-TV-Z]{5}-[0-9A-HJKMNP-TV-Z]{5}$/)
    expect(second).not.toBe(first)
    const { rows } = await db.query<{ code_hash: string }>(
      'select code_hash from private.member_invites where tenant_id = $1',
      [tenant.id],
    )
    expect(rows).toEqual([
      { code_hash: await one(db, 'select private.invite_code_hash($1)', [second.toLowerCase().replace('-', ' ')]) },
    ])
  })

  it('are not made for a member who has an account, nor for one of another company', async () => {
    const tenant = await makeTenant(db)
    const other = await makeTenant(db)
    const active = await makeMember(db, tenant)
    const invited = await makeMember(db, tenant, { status: 'invited', user_id: null })
    for (const [tenantId, memberId] of [
      [tenant.id, active.id],
      [other.id, invited.id],
    ])
      await expect(db.query('select public.invite_member($1, $2)', [tenantId, memberId])).rejects.toMatchObject({
        message: expect.stringContaining('member_not_found') as string,
      })
  })
})
