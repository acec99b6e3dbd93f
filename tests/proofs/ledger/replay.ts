import { holds } from '../proof.ts'
import type { Made } from './all-at-once.ts'
import type { Journal } from './journal.ts'
import type { Model } from './model.ts'
import type { agree as Agree } from './one-by-one.ts'
import type { Expected } from './operation.ts'
import type { Snapshot } from './snapshot.ts'

/** Refusals that depend on what others did before, and so on the order. */
const dependsOnOrder = new Set([
  'insufficient_budget',
  'insufficient_points',
  'points_expired',
  'invalid_amount',
  'already_revoked',
  'already_undone',
  'member_not_found',
  'already_departed',
])

/** What may change something without a row in the journal: leaving, and revoking what has expired as a whole. */
const changesQuietly = new Set(['offboard', 'revoke'])

/**
 * Does in the model, one after another, what was done at the same time. Each call must have been answered as in that order; one that
 * changed nothing (a refusal, a repetition) as at some moment of it.
 */
export function replay(
  model: Model,
  made: Made[],
  { order, legs, settledTo }: Journal,
  snapshot: Snapshot,
  agree: typeof Agree,
): void {
  const waiting = new Set(made)
  const byTransaction = new Map(made.flatMap((call) => ('answer' in call.outcome ? [[call.outcome.xid, call]] : [])))
  const settleUnchanged = () => {
    for (const call of waiting) {
      const expected = call.prepared.predict(model)
      if (isIn(order, call) || !explains(expected, call)) continue
      if ('answer' in expected && changesQuietly.has(call.kind)) {
        const twinIsBooked = made.some((other) => other.prepared === call.prepared && isIn(order, other))
        if (!expected.quiet || twinIsBooked || !('answer' in call.outcome)) continue
        expected.apply(call.outcome.answer, { ...snapshot, legs: [] })
      }
      waiting.delete(call)
    }
  }
  settleUnchanged()
  for (const xid of order) {
    const call = byTransaction.get(xid)
    holds(call !== undefined, `Database transaction ${xid} is in the journal, but nobody was answered for it.`)
    const expected = call.prepared.predict(model)
    agree(expected, call.outcome, call.prepared.call.sql)
    if ('apply' in expected && 'answer' in call.outcome)
      expected.apply(call.outcome.answer, {
        ...snapshot,
        legs: legs.get(xid) ?? [],
        settledTo: settledTo.get(xid) ?? new Set(),
      })
    waiting.delete(call)
    settleUnchanged()
  }
  for (const call of waiting) {
    // A call under a key that another connection has just used is answered as that one was, whatever the model says by now.
    const isTwin = made.some((other) => other !== call && other.prepared === call.prepared && 'answer' in other.outcome)
    if (isTwin) continue
    agree(call.prepared.predict(model), call.outcome, call.prepared.call.sql)
  }
}

const isIn = (order: string[], { outcome }: Made) => 'answer' in outcome && order.includes(outcome.xid)

/** Whether the model, as it is, would have answered the call as it was, without a change. */
function explains(expected: Expected, { outcome }: Made): boolean {
  if ('refused' in outcome)
    return (
      'refused' in expected &&
      (expected.refused === outcome.refused ||
        (dependsOnOrder.has(expected.refused) && dependsOnOrder.has(outcome.refused)))
    )
  return (
    'answer' in expected && Object.entries(expected.answer).every(([name, value]) => outcome.answer[name] === value)
  )
}
