import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addDays, addMonths, dayAt, endOfDay } from '../calendar.ts'
import type { Lot, Model } from '../model.ts'
import type { Expected, Prepare, Seen } from '../operation.ts'
import { nameNewLots } from '../snapshot.ts'
import { budgetCount, holderCount, programmeCount, type Rules, type World } from '../world.ts'

type Recipients = 'head office' | 'branch' | 'group' | 'everyone'

export interface Grant {
  kind: 'grant'
  programme: number
  budget: number
  entries: { to: number | Recipients; amount: number }[]
}

const recipients: fc.Arbitrary<number | Recipients> = fc.oneof(
  { weight: 8, arbitrary: fc.nat({ max: holderCount - 1 }) },
  fc.constantFrom<Recipients>('head office', 'branch', 'group', 'everyone'),
)
const amount = fc.oneof(
  { weight: 80, arbitrary: fc.integer({ min: 1, max: 200 }) },
  fc.constantFrom(0, -1, 0.5, 2 ** 63, 1e12 + 1),
)

export const grant: fc.Arbitrary<Grant> = fc.record({
  kind: fc.constant('grant' as const),
  programme: fc.nat({ max: programmeCount - 1 }),
  budget: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat({ max: budgetCount - 1 })),
  // The same person may be named twice, and then gets two lots.
  entries: fc.array(fc.record({ to: recipients, amount }), { minLength: 1, maxLength: 4 }),
})

/** HR grants points out of a budget. */
export const prepareGrant: Prepare<Grant> = ({ programme, budget, entries }, { world }) => {
  const key = randomUUID()
  const values = (list: Grant['entries']) => [
    world.programmes[programme]!.id,
    list.map((entry) => ({ ...namesOf(entry.to, world), amount: entry.amount })),
    key,
    world.budgets[budget]!.accountId,
  ]
  return {
    call: { actor: 'hr', sql: 'public.grant_points($1, $2, $3, $4)', values: values(entries) },
    otherContents: values([...entries, { to: 0, amount: 1 }]),
    predict: (model) => predictGrant(model, programme, budget, entries),
  }
}

/** How an entry names its recipients in a request. */
function namesOf(to: number | Recipients, { holders, budgets }: World): Record<string, unknown> {
  if (typeof to === 'number') return { member_id: holders[to]!.memberId }
  if (to === 'everyone') return { everyone: true }
  return to === 'group'
    ? { group_id: budgets[3]!.ownerId }
    : { department_id: budgets[to === 'head office' ? 1 : 2]!.ownerId }
}

/** Whom an entry means; the branch lies below the head office. */
function meant(to: number | Recipients, { world: { holders }, departed }: Model): number[] {
  if (typeof to === 'number') return [to]
  const all = [...holders.keys()].filter((holder) => !departed.has(holder))
  if (to === 'branch') return all.filter((holder) => holders[holder]!.inBranch)
  return to === 'group' ? all.filter((holder) => holders[holder]!.inGroup) : all
}

function predictGrant(model: Model, programme: number, budget: number, entries: Grant['entries']): Expected {
  const { world } = model
  for (const [index, entry] of entries.entries()) {
    if (!Number.isInteger(entry.amount) || entry.amount < 1 || entry.amount > 1e12)
      return { refused: 'invalid_amount', details: { index } }
    if (typeof entry.to === 'number' && model.departed.has(entry.to))
      return { refused: 'member_not_found', details: { index } }
  }
  if (entries.every((entry) => meant(entry.to, model).length === 0)) return { refused: 'invalid_request' }
  const expiresAt = lastMoment(world.programmes[programme]!, model)
  if (expiresAt <= model.now) return { refused: 'programme_closed' }
  const given = entries.flatMap((entry) => meant(entry.to, model).map((holder) => ({ holder, points: entry.amount })))
  const total = given.reduce((sum, { points }) => sum + points, 0)
  const available = model.budgets[budget]!
  if (available < total) return { refused: 'insufficient_budget', details: { needed: total, available } }
  return {
    answer: {
      members: new Set(given.map(({ holder }) => holder)).size,
      total_points: total,
      budget_account_id: world.budgets[budget]!.accountId,
      budget_left: available - total,
    },
    apply: (answer, seen) => {
      model.budgets[budget]! -= total
      const grantId = answer['grant_id'] as string
      const lots = given.map(({ holder, points }): Lot => {
        const rest = { expiresAt, createdAt: model.now, revoked: false, settled: 0 }
        return { id: '', holder, programme, budget, grantId, granted: points, remaining: points, ...rest }
      })
      model.lots.push(...lots)
      model.grants.push({ id: grantId, holders: new Set(given.map(({ holder }) => holder)) })
      nameNewLots(model, seen)
      // Whoever owes something pays with what has just come.
      const inOrder = lots.sort((a, b) => (a.id < b.id ? -1 : 1))
      const reached = budgetsReached(model, new Set(given.map(({ holder }) => holder)), seen)
      for (const holder of new Set(given.map(({ holder: wallet }) => wallet)))
        model.settleFrom(
          inOrder.filter((lot) => lot.holder === holder),
          holder,
          reached,
        )
    },
  }
}

/**
 * Which budgets get what the recipients owe them. Debts from before certainly; one that arises at the same time only if the grant has
 * seen it before it waited for its locks, which the database alone knows.
 */
function budgetsReached(model: Model, holders: Set<number>, { settledTo }: Seen): (budget: number) => boolean {
  if (!settledTo) return () => true
  const before = model.debts
    .slice(0, model.olderDebts)
    .filter((debt) => debt.settled < debt.amount && holders.has(debt.lot.holder))
  const certain = new Set(before.map(({ lot }) => lot.budget))
  return (budget) => certain.has(budget) || settledTo.has(model.world.budgets[budget]!.accountId)
}

/** Until when a lot is valid that is granted now: 23:59:59 of its last day where the company is. */
function lastMoment({ validity }: Rules, { now, world: { zone } }: Model): number {
  const today = dayAt(now, zone)
  const lastDay =
    'days' in validity
      ? addDays(today, validity.days)
      : 'months' in validity
        ? addMonths(today, validity.months)
        : validity.until
  return endOfDay(lastDay, zone)
}
