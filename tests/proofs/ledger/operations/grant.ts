import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { addDays, addMonths, dayAt, endOfDay } from '../calendar.ts'
import type { Lot, Model } from '../model.ts'
import type { Prepare } from '../operation.ts'
import { budgetCount, holderCount, programmeCount, type Rules } from '../world.ts'

export interface Grant {
  kind: 'grant'
  programme: number
  budget: number
  entries: { holder: number; amount: number }[]
}

export const grant: fc.Arbitrary<Grant> = fc.record({
  kind: fc.constant('grant' as const),
  programme: fc.nat({ max: programmeCount - 1 }),
  budget: fc.nat({ max: budgetCount - 1 }),
  // The same person may be named twice, and then gets two lots.
  entries: fc.array(
    fc.record({ holder: fc.nat({ max: holderCount - 1 }), amount: fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 1, max: 400 }) }, fc.constantFrom(0, -1, 0.5)) }),
    { minLength: 1, maxLength: 4 },
  ),
})

/** HR grants points out of a budget. */
export const prepareGrant: Prepare<Grant> = ({ programme, budget: _b, entries }, { world }, budget = 0) => ({
  call: {
    actor: 'hr',
    sql: 'public.grant_points($1, $2, $3)',
    values: [
      world.programmes[programme]!.id,
      entries.map(({ holder, amount }) => ({ member_id: world.holders[holder]!.memberId, amount })),
      randomUUID(),
      world.budgets[budget]!.accountId,
    ],
  },
  predict: (model) => {
    const wrong = entries.findIndex(({ amount }) => !Number.isInteger(amount) || amount < 1)
    if (wrong >= 0) return { refused: 'invalid_amount', details: { index: wrong } }
    const expiresAt = lastMoment(world.programmes[programme]!, model)
    if (expiresAt <= model.now) return { refused: 'programme_closed' }
    const total = entries.reduce((sum, { amount }) => sum + amount, 0)
    const available = model.budgets[budget]!
    if (available < total) return { refused: 'insufficient_budget', details: { needed: total, available } }
    return {
      answer: {
        members: new Set(entries.map(({ holder }) => holder)).size,
        total_points: total,
        budget_account_id: world.budgets[budget]!.accountId,
        budget_left: available - total,
      },
      apply: (answer) => {
        model.budgets[budget]! -= total
        for (const { holder, amount } of entries)
          model.lots.push({
            id: '', holder, programme, budget, grantId: answer['grant_id'] as string,
            granted: amount, remaining: amount, expiresAt, createdAt: model.now,
          } satisfies Lot)
      },
    }
  },
})

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
