import { rpc } from '../core/api/call'
import { underOneKey } from './attempt'
import type { Budget, BudgetMove } from './types'

/** The budgets within the caller's scope, as a tree in reading order. Throws AppError: `not_permitted`. */
export function loadBudgets(): Promise<Budget[]> {
  return rpc<'my_budgets', Budget[]>('my_budgets')
}

/** Passes points of one budget on to a department's or a group's. Throws AppError: `insufficient_budget`, `out_of_scope`, `invalid_amount`. */
export function allocate(from: Budget, to: Budget, amount: number): Promise<BudgetMove> {
  const what = { from_account: from.account_id, to_owner: to.owner_id, amount }
  return underOneKey('allocate', what, (idempotency_key) =>
    rpc<'allocate_budget', BudgetMove>('allocate_budget', { ...what, idempotency_key }),
  )
}

/** Takes unspent points of a budget back to the one above it. Throws AppError: `insufficient_budget`, `out_of_scope`, `invalid_amount`. */
export function takeBack(from: Budget, to: Budget, amount: number): Promise<BudgetMove> {
  const what = { from_account: from.account_id, amount, to_account: to.account_id }
  return underOneKey('take-back', what, (idempotency_key) =>
    rpc<'take_back_budget', BudgetMove>('take_back_budget', { ...what, idempotency_key }),
  )
}
