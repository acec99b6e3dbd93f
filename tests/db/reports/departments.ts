import type pg from 'pg'
import { signedIn, type Caller } from '../../support/act-as.ts'
import { deposit, makeProgramme } from '../../support/points-fixture.ts'
import {
  giveRole,
  makeDepartment,
  makeMember,
  makeTenant,
  one,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

/** Points of a batch, as batch_flow() gives them for the whole, for a department and for what is merged. */
export interface Figures {
  unspent: number
  spent: number
  refunded: number
  expired: number
  returned: number
  settled: number
  debt: number
  debt_settled: number
}

export interface Flow {
  batch_id: string
  members: number
  granted: number
  too_few: boolean
  figures: Figures | null
  departments: (Figures & { department_id: string; name: string; members: number; granted: number })[]
  merged: (Figures & { departments: number; members: number; granted: number }) | null
}

/** A company whose departments have so many people, with an HR manager of its own who works in none of them. */
export interface Departments {
  tenant: TenantFixture
  programme: string
  hr: MemberFixture
  hrCaller: Caller
  departments: { id: string; name: string; people: MemberFixture[] }[]
}

export async function makeDepartments(db: pg.Client, sizes: number[]): Promise<Departments> {
  const tenant = await makeTenant(db)
  await deposit(db, tenant.id, 1_000_000)
  const hr = await makeMember(db, tenant)
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  const departments = []
  for (const [index, size] of sizes.entries()) {
    const name = `部门 ${index}`
    const id = await makeDepartment(db, tenant.id, name, tenant.departmentId)
    const people = []
    for (let i = 0; i < size; i++) people.push(await makeMember(db, tenant, { department_id: id }))
    departments.push({ id, name, people })
  }
  const programme = await makeProgramme(db, tenant.id)
  return { tenant, programme, hr, hrCaller: signedIn(hr.userId), departments }
}

/** Grants to people in one batch; gives the grant. `columns` names how it came about. */
export async function grantBatch(
  db: pg.Client,
  { tenant, programme }: Pick<Departments, 'tenant' | 'programme'>,
  people: Pick<MemberFixture, 'accountId'>[],
  points: number,
  grantedBy: string | null = null,
): Promise<string> {
  return one(
    db,
    `select (private.post_grant(tenant_id => $1, programme_id => $2, budget_account_id => $3, account_ids => $4::uuid[],
       amounts => array_fill($5::bigint, array[cardinality($4::uuid[])]), granted_by => $6)).grant_id`,
    [tenant.id, programme, tenant.budgetAccountId, people.map(({ accountId }) => accountId), points, grantedBy],
  )
}
