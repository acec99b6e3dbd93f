import fc from 'fast-check'
import type { Model } from './model.ts'
import type { Prepared } from './operation.ts'
import { allocate, prepareAllocate, type Allocate } from './operations/allocate.ts'
import { deposit, prepareDeposit, type Deposit } from './operations/deposit.ts'
import { expire, prepareExpire, type Expire } from './operations/expire.ts'
import { grant, prepareGrant, type Grant } from './operations/grant.ts'
import { offboard, prepareOffboard, type Offboard } from './operations/offboard.ts'
import { prepareRefund, refund, type Refund } from './operations/refund.ts'
import { prepareRepeat, repeat, type Repeat } from './operations/repeat.ts'
import { prepareRevoke, revoke, type Revoke } from './operations/revoke.ts'
import { prepareSpend, spend, type Spend } from './operations/spend.ts'
import { prepareTakeBack, takeBack, type TakeBack } from './operations/take-back.ts'
import { prepareUndoExpiry, undoExpiry, type UndoExpiry } from './operations/undo-expiry.ts'
import { wait, type Wait } from './operations/wait.ts'

/** A change of the ledger, as it is generated: it names people, budgets and orders by their places, and shrinks well. */
export type Change =
  Allocate | Deposit | Expire | Grant | Offboard | Refund | Repeat | Revoke | Spend | TakeBack | UndoExpiry
export type Operation = Change | Wait

export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 1, arbitrary: deposit },
  { weight: 9, arbitrary: grant },
  { weight: 2, arbitrary: allocate },
  { weight: 9, arbitrary: spend },
  { weight: 7, arbitrary: refund },
  { weight: 2, arbitrary: expire },
  { weight: 1, arbitrary: takeBack },
  { weight: 1, arbitrary: repeat },
  { weight: 2, arbitrary: revoke },
  { weight: 1, arbitrary: offboard },
  { weight: 2, arbitrary: undoExpiry },
)

export const operation: fc.Arbitrary<Operation> = fc.oneof(
  { weight: 8, arbitrary: change },
  { weight: 1, arbitrary: wait },
)

/** The call that makes the change, given what the model knows now; undefined where there is nothing to change. */
export function prepare(description: Change, model: Model): Prepared | undefined {
  switch (description.kind) {
    case 'allocate':
      return prepareAllocate(description, model)
    case 'deposit':
      return prepareDeposit(description, model)
    case 'expire':
      return prepareExpire(description, model)
    case 'grant':
      return prepareGrant(description, model)
    case 'offboard':
      return prepareOffboard(description, model)
    case 'refund':
      return prepareRefund(description, model)
    case 'repeat':
      return prepareRepeat(description, model)
    case 'revoke':
      return prepareRevoke(description, model)
    case 'undo expiry':
      return prepareUndoExpiry(description, model)
    case 'take back':
      return prepareTakeBack(description, model)
    case 'spend':
      return prepareSpend(description, model)
  }
}
