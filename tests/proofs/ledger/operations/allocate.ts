import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Prepare } from '../operation.ts'
import { budgetCount } from '../world.ts'

export interface Allocate {
  kind: 'allocate'
  from: number
  to: number
  amount: number
}

export const allocate: fc.Arbitrary<Allocate> = fc.record({
  kind: fc.constant('allocate' as const),
  from: fc.nat({ max: budgetCount - 1 }),
  to: fc.integer({ min: 1, max: budgetCount - 1 }),
  amount: fc.integer({ min: 0, max: 900 }),
})

/** HR passes points of one budget on to another. */
export const prepareAllocate: Prepare<Allocate> = ({ from, to, amount }, { world }) => {
  const key = randomUUID()
  const values = (points: number) => [world.budgets[from]!.accountId, world.budgets[to]!.ownerId, points, key]
  return {
    call: { actor: 'hr', sql: 'public.allocate_budget($1, $2, $3, $4)', values: values(amount) },
    otherContents: values(amount + 1),
    predict: (model) => {
      const available = model.budgets[from]!
      if (amount === 0) return { refused: 'invalid_amount' }
      if (from === to) return { refused: 'invalid_request' }
      if (available < amount) return { refused: 'insufficient_budget', details: { needed: amount, available } }
      return {
        answer: { from_balance: available - amount, to_balance: model.budgets[to]! + amount },
        apply: () => {
          model.budgets[from]! -= amount
          model.budgets[to]! += amount
        },
      }
    },
  }
}
