import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Prepare } from '../operation.ts'

export interface Deposit {
  kind: 'deposit'
  amount: number
}

export const deposit: fc.Arbitrary<Deposit> = fc.record({
  kind: fc.constant('deposit' as const),
  amount: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 6_000 }) }, fc.constant(0)),
})

/** The platform books a payment into the company's budget. */
export const prepareDeposit: Prepare<Deposit> = ({ amount }, { world }) => {
  const key = randomUUID()
  const values = (points: number) => [world.tenantId, points, key]
  return {
    call: { actor: 'platform', sql: `public.record_deposit($1, $2, 'proof', $3)`, values: values(amount) },
    otherContents: values(amount + 1),
    predict: (model) =>
      amount === 0
        ? { refused: 'invalid_amount' }
        : {
            answer: { account_id: world.budgets[0]!.accountId, balance: model.budgets[0]! + amount },
            apply: () => {
              model.budgets[0]! += amount
              model.totals.funding -= amount
            },
          },
  }
}
