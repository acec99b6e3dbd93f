import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type { Prepare } from '../operation.ts'

export interface Deposit {
  kind: 'deposit'
  amount: number
}

export const deposit: fc.Arbitrary<Deposit> = fc.record({
  kind: fc.constant('deposit' as const),
  amount: fc.integer({ min: 0, max: 2_000 }),
})

/** The platform books a payment into the company's budget. */
export const prepareDeposit: Prepare<Deposit> = ({ amount }, { world }) => ({
  call: {
    actor: 'platform',
    sql: `public.record_deposit($1, $2, 'proof', $3)`,
    values: [world.tenantId, amount, randomUUID()],
  },
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
})
