import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { atTime } from '../../support/at-time.ts'
import { makeProgramme } from '../../support/points-fixture.ts'
import {
  giveRole,
  makeDepartment,
  makeGroup,
  makeMember,
  makeTenant,
  makeUser,
  one,
} from '../../support/tenant-fixture.ts'
import { addDays, dateText, dayAt } from './calendar.ts'

export type Policy = 'forfeit' | 'back_to_budget'

/** Rules of a programme, as the model needs them. */
export interface Rules {
  id: string
  validity: { days: number } | { months: number } | { until: number }
  scope: 'all' | 'categories' | 'products'
  scopeIds: string[]
  whenExpired: Policy
  whenRefunded: Policy | { restoreDays: number }
}

export interface Holder {
  memberId: string
  accountId: string
  inBranch: boolean
  inGroup: boolean
}

/** A small company in which a case of the proof happens. Everything is named by its place in these lists. */
export interface World {
  tenantId: string
  zone: string
  hrUserId: string
  holders: Holder[]
  /** The company's budget, the head office's, a department's below it, a group's. */
  budgets: { accountId: string; ownerId: string }[]
  programmes: Rules[]
  products: { id: string; categoryIds: string[] }[]
  leavers: Leavers
}

/** What happens to the points of those who leave. */
export type Leavers = Policy | { keepDays: number }
export const leaverPolicies: Leavers[] = ['back_to_budget', 'forfeit', { keepDays: 6 }]

/** What differs between companies. */
export interface Setting {
  zone: string
  leavers: Leavers
}

const zones = ['Asia/Shanghai', 'America/New_York', 'Europe/Berlin']
export const firstMoment = Date.parse('2030-02-20T03:00:00Z')
/** The last one is the HR manager. */
export const holderCount = 5
export const budgetCount = 4
/** Which budget a budget's points are taken back into. */
export const budgetAbove: (number | undefined)[] = [undefined, 0, 1, 0]
export const programmeCount = 6
export const productCount = 3
export const firstDeposit = 9_000

export const setting: fc.Arbitrary<Setting> = fc.record({
  zone: fc.constantFrom(...zones),
  leavers: fc.constantFrom(...leaverPolicies),
})

/** Makes the company; time begins at firstMoment. Companies of earlier cases lose what they still have, so that no job finds it there. */
export async function makeWorld(db: pg.ClientBase, { zone, leavers }: Setting): Promise<World> {
  await atTime(db, '2100-01-01T00:00:00Z', () => db.query('select public.expire_points(1000000)'))
  const tenant = await makeTenant(db, {
    time_zone: zone,
    departure_policy: typeof leavers === 'string' ? leavers : 'keep_days',
    departure_keep_days: typeof leavers === 'string' ? 0 : leavers.keepDays,
  })
  const branch = await makeDepartment(db, tenant.id, '分部', tenant.departmentId)
  const hrUserId = await makeUser(db)
  const holders: Holder[] = []
  for (let place = 0; place < holderCount; place++) {
    const inBranch = place % 2 === 1
    const isHr = place === holderCount - 1
    const departmentId = inBranch ? branch : tenant.departmentId
    const columns = {
      department_id: departmentId,
      ...(isHr ? { user_id: hrUserId } : { user_id: null, status: 'invited' }),
    }
    const { id, accountId } = await makeMember(db, tenant, columns)
    if (isHr) await giveRole(db, tenant.id, id, 'hr_manager')
    holders.push({ memberId: id, accountId, inBranch, inGroup: place < 2 })
  }
  const group = await makeGroup(
    db,
    tenant.id,
    '小组',
    holders.filter(({ inGroup }) => inGroup).map(({ memberId }) => memberId),
  )
  const budgets: World['budgets'] = []
  for (const ownerId of [tenant.id, tenant.departmentId, branch, group])
    budgets.push({ ownerId, accountId: await one(db, 'select private.budget_account_id($1)', [ownerId]) })
  await db.query(`select public.record_deposit($1, $2, 'proof', $3)`, [tenant.id, firstDeposit, randomUUID()])

  const [family, food] = [randomUUID(), randomUUID()]
  const products = [
    { id: randomUUID(), categoryIds: [food, family] },
    { id: randomUUID(), categoryIds: [family] },
    { id: randomUUID(), categoryIds: [randomUUID()] },
  ]
  const rules = programmeRules(zone, { food, family, second: products[1]!.id, third: products[2]!.id })
  const programmes: Rules[] = []
  for (const rule of rules) programmes.push({ ...rule, id: await makeProgramme(db, tenant.id, columnsOf(rule)) })
  return { tenantId: tenant.id, zone, hrUserId, holders, budgets, programmes, products, leavers }
}

type Goods = Record<'food' | 'family' | 'second' | 'third', string>

/** Every kind of validity, scope and policy, and lots that compete for the same goods. */
function programmeRules(zone: string, goods: Goods): Omit<Rules, 'id'>[] {
  const until = addDays(dayAt(firstMoment, zone), 25)
  return [
    { validity: { days: 30 }, scope: 'all', scopeIds: [], whenExpired: 'forfeit', whenRefunded: { restoreDays: 7 } },
    {
      validity: { days: 9 },
      scope: 'all',
      scopeIds: [],
      whenExpired: 'back_to_budget',
      whenRefunded: 'back_to_budget',
    },
    {
      validity: { months: 1 },
      scope: 'categories',
      scopeIds: [goods.food],
      whenExpired: 'forfeit',
      whenRefunded: 'forfeit',
    },
    {
      validity: { days: 20 },
      scope: 'products',
      scopeIds: [goods.second, goods.third],
      whenExpired: 'back_to_budget',
      whenRefunded: { restoreDays: 3 },
    },
    {
      validity: { until },
      scope: 'categories',
      scopeIds: [goods.family],
      whenExpired: 'back_to_budget',
      whenRefunded: 'forfeit',
    },
    { validity: { days: 30 }, scope: 'all', scopeIds: [], whenExpired: 'forfeit', whenRefunded: 'back_to_budget' },
  ]
}

function columnsOf({
  validity,
  scope,
  scopeIds,
  whenExpired,
  whenRefunded,
}: Omit<Rules, 'id'>): Record<string, unknown> {
  return {
    validity_kind: 'days' in validity ? 'days' : 'months' in validity ? 'months' : 'fixed_date',
    validity_days: 'days' in validity ? validity.days : null,
    validity_months: 'months' in validity ? validity.months : null,
    valid_until: 'until' in validity ? dateText(validity.until) : null,
    scope,
    scope_ids: scopeIds,
    expiry_policy: whenExpired,
    refund_policy: typeof whenRefunded === 'string' ? whenRefunded : 'restore_days',
    refund_restore_days: typeof whenRefunded === 'string' ? null : whenRefunded.restoreDays,
  }
}
