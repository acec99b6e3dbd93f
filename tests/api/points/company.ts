import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { deposit, makeProgramme } from '../../support/points-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import {
  giveRole,
  makeDepartment,
  makeGroup,
  makeTenant,
  one,
  type MemberFixture,
  type TenantFixture,
} from '../../support/tenant-fixture.ts'

type Person = MemberFixture & { client: SupabaseClient }

/** A company with a budget of 10,000, people of every role who are signed in, and one programme. */
export interface Company {
  tenant: TenantFixture
  programme: string
  /** Below the top department; `north` lies below it. */
  sales: string
  north: string
  group: string
  hr: Person
  /** Administers `sales`. */
  salesAdmin: Person
  /** Administers the group, and works in `sales`. */
  groupAdmin: Person
  /** Works in `north` and belongs to the group. */
  employee: Person
  /** Works in the top department. */
  colleague: Person
}

/** Makes it, with every person signed in through the API. */
export async function openCompany(db: pg.Client): Promise<Company> {
  const tenant = await makeTenant(db)
  await deposit(db, tenant.id, 10_000)
  const sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
  const north = await makeDepartment(db, tenant.id, '华北', sales)
  const hr = await signInAsNewMember(db, tenant)
  const salesAdmin = await signInAsNewMember(db, tenant)
  const groupAdmin = await signInAsNewMember(db, tenant, { department_id: sales })
  const employee = await signInAsNewMember(db, tenant, { department_id: north })
  const colleague = await signInAsNewMember(db, tenant)
  const group = await makeGroup(db, tenant.id, '新人', [employee.id])
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  await giveRole(db, tenant.id, salesAdmin.id, 'department_admin', { departmentId: sales })
  await giveRole(db, tenant.id, groupAdmin.id, 'group_admin', { groupId: group })
  const programme = await makeProgramme(db, tenant.id)
  return { tenant, programme, sales, north, group, hr, salesAdmin, groupAdmin, employee, colleague }
}

/** What a refused call of the API says; throws when the call was not refused. */
export function refusal(answer: { error: { code: string; details: string } | null; status: number }): {
  code: string
  status: number
  details: unknown
} {
  if (!answer.error) throw new Error('The call was not refused')
  const { code, details } = answer.error
  return { code, status: answer.status, details: parsed(details) }
}

function parsed(details: string): unknown {
  try {
    return JSON.parse(details)
  } catch {
    return details
  }
}

/** The balance of a ledger account, read by the superuser. */
export const balanceOf = (db: pg.Client, accountId: string): Promise<number> =>
  one<number>(db, 'select balance from public.ledger_accounts where id = $1', [accountId])
