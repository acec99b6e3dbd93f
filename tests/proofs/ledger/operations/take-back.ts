import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Prepare } from '../operation.ts'
import { budgetAbove, budgetCount } from '../world.ts'

export interface TakeBack {
  kind: 'take back'
  from: number
  /** null: everything that is unspent. */
  amount: number | null
}

export const takeBack: fc.Arbitrary<TakeBack> = fc.record({
  kind: fc.constant('take back' as const),
  from: fc.nat({ max: budgetCount - 1 }),
  amount: fc.option(fc.integer({ min: 0, max: 500 }), { freq: 3 }),
})

/** HR takes unspent points of a budget back into the next one above. */
export const prepareTakeBack: Prepare<TakeBack> = ({ from, amount }, { world }) => {
  const key = randomUUID()
  const values = (points: number | null) => [world.budgets[from]!.accountId, points, key]
  return {
    call: { actor: 'hr', sql: 'public.take_back_budget($1, $2, $3)', values: values(amount) },
    otherContents: values((amount ?? 0) + 1),
    predict: (model) => {
      const to = budgetAbove[from]
      const available = model.budgets[from]!
      const moved = amount ?? Math.max(1, available)
      if (to === undefined) return { refused: 'invalid_request' }
      if (moved < 1) return { refused: 'invalid_amount' }
      if (available < moved) return { refused: 'insufficient_budget', details: { needed: moved, available } }
      return {
        answer: {
          from_balance: available - moved,
          to_account_id: world.budgets[to]!.accountId,
          to_balance: model.budgets[to]! + moved,
        },
        apply: () => {
          model.budgets[from]! -= moved
          model.budgets[to]! += moved
        },
      }
    },
  }
}
