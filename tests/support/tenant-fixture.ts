import { randomUUID } from 'node:crypto'
import type pg from 'pg'

/** A company of a test's own, with one legal entity and one top department. */
export interface TenantFixture {
  id: string
  code: string
  legalEntityId: string
  departmentId: string
  budgetAccountId: string
}

export interface MemberFixture {
  id: string
  userId: string
  employeeNo: string
  accountId: string
}

type Db = Pick<pg.ClientBase, 'query'>

/** The first column of the first row. */
export async function one<T = string>(db: Db, sql: string, values: unknown[] = []): Promise<T> {
  const { rows } = await db.query<Record<string, T>>(sql, values)
  return Object.values(rows[0]!)[0]!
}

/** Makes a company with a code of its own, so that test files do not disturb each other. `columns` overrides columns of `tenants`. */
export async function makeTenant(db: Db, columns: Record<string, unknown> = {}): Promise<TenantFixture> {
  const row = { code: `t${randomUUID().slice(0, 12)}`, name: '测试公司', ...columns }
  const names = Object.keys(row)
  const id = await one(
    db,
    `insert into public.tenants (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  const legalEntityId = await one(
    db,
    `insert into public.legal_entities (tenant_id, name) values ($1, '测试公司有限公司') returning id`,
    [id],
  )
  const departmentId = await makeDepartment(db, id, '总部', null)
  const budgetAccountId = await one(db, 'select private.budget_account_id($1)', [id])
  return { id, code: row.code, legalEntityId, departmentId, budgetAccountId }
}

/** Makes a department; gives its id. */
export async function makeDepartment(db: Db, tenantId: string, name: string, parentId: string | null): Promise<string> {
  return one(db, 'insert into public.departments (tenant_id, name, parent_id) values ($1, $2, $3) returning id', [
    tenantId,
    name,
    parentId,
  ])
}

/** Makes a group with these members; gives its id. */
export async function makeGroup(db: Db, tenantId: string, name: string, memberIds: string[]): Promise<string> {
  const id = await one(db, 'insert into public.groups (tenant_id, name) values ($1, $2) returning id', [tenantId, name])
  await db.query(
    'insert into public.group_members (tenant_id, group_id, member_id) select $1, $2, unnest($3::uuid[])',
    [tenantId, id, memberIds],
  )
  return id
}

/** Makes an account in auth.users without a password: enough for tests that show its token themselves. */
export async function makeUser(db: Db): Promise<string> {
  const id = randomUUID()
  await db.query(`insert into auth.users (id, aud, role, email) values ($1, 'authenticated', 'authenticated', $2)`, [
    id,
    `${id}@tests.invalid`,
  ])
  return id
}

/** Makes an active member with an account. `columns` overrides columns of `members`, e.g. `department_id` or `status`. */
export async function makeMember(
  db: Db,
  tenant: TenantFixture,
  columns: Record<string, unknown> = {},
): Promise<MemberFixture> {
  const row = {
    tenant_id: tenant.id,
    employee_no: `E${randomUUID().slice(0, 8)}`,
    name: '王小明',
    department_id: tenant.departmentId,
    legal_entity_id: tenant.legalEntityId,
    status: 'active',
    user_id: columns['user_id'] ?? (await makeUser(db)),
    ...columns,
  }
  const names = Object.keys(row)
  const id = await one(
    db,
    `insert into public.members (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
  const accountId = await one(db, 'select private.member_account_id($1)', [id])
  return { id, userId: row.user_id as string, employeeNo: row.employee_no, accountId }
}

/** Gives a member a role; `scope` names the department or the group that it is limited to. */
export async function giveRole(
  db: Db,
  tenantId: string,
  memberId: string,
  role: 'hr_manager' | 'department_admin' | 'group_admin',
  scope: { departmentId?: string; groupId?: string } = {},
): Promise<void> {
  await db.query(
    'insert into public.member_roles (tenant_id, member_id, role, department_id, group_id) values ($1, $2, $3, $4, $5)',
    [tenantId, memberId, role, scope.departmentId ?? null, scope.groupId ?? null],
  )
}
