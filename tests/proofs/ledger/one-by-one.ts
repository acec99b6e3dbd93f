import type pg from 'pg'
import { holds, textOf } from '../proof.ts'
import { ledgerIsSound } from '../verify.ts'
import { Model } from './model.ts'
import type { Expected, Prepared } from './operation.ts'
import { prepare, type Operation } from './operations.ts'
import { make, type Outcome } from './session.ts'
import { equalsModel, readSnapshot } from './snapshot.ts'
import { makeWorld, type Setting } from './world.ts'

/** What has been tried so far, for the figures at the end. */
export interface Tally {
  operations: number
  byKind: Record<string, number>
  refusals: Record<string, number>
}

export const emptyTally = (): Tally => ({ operations: 0, byKind: {}, refusals: {} })

export function count(tally: Tally, kind: string, outcome?: Outcome): void {
  tally.operations++
  tally.byKind[kind] = (tally.byKind[kind] ?? 0) + 1
  if (outcome && 'refused' in outcome) tally.refusals[outcome.refused] = (tally.refusals[outcome.refused] ?? 0) + 1
}

/** Makes the operations one after another in a company of their own; after each, database and model must agree in every figure. */
export async function oneByOne(
  db: pg.ClientBase,
  setting: Setting,
  operations: Operation[],
  tally: Tally,
): Promise<void> {
  const model = new Model(await makeWorld(db, setting))
  for (const operation of operations) {
    if (operation.kind === 'wait') {
      model.now += operation.hours * 3_600_000
      count(tally, 'wait')
      continue
    }
    const prepared = prepare(operation, model)
    if (!prepared) continue
    count(tally, operation.kind, await step(db, model, prepared))
  }
  await close(db, model, tally)
}

/** One call, compared with the model: its answer or refusal, and all that it changed. */
export async function step(db: pg.ClientBase, model: Model, prepared: Prepared, verified = true): Promise<Outcome> {
  const { call, predict } = prepared
  const expected = predict(model)
  const outcome = await make(db, model.world, model.now, call)
  agree(expected, outcome, call.sql)
  const transaction = 'answer' in outcome ? ((outcome.answer['transaction_id'] ?? null) as string | null) : null
  const snapshot = await readSnapshot(db, model, transaction)
  if (verified) await ledgerIsSound(db, model.world.tenantId)
  if ('apply' in expected && 'answer' in outcome) expected.apply(outcome.answer, snapshot)
  equalsModel(model, snapshot)
  remember(model, prepared, outcome)
  return outcome
}

/** An answer without what a repetition need not tell again: a PIN is told once, and a claim lasts as long as its points. */
export function repeatable(answer: Record<string, unknown>): string {
  const { claim, ...rest } = answer
  const { card_no } = (claim ?? {}) as Record<string, unknown>
  return textOf({ ...rest, card_no: card_no ?? null })
}

/** Keeps an answered call, so that it can be repeated. */
export function remember(model: Model, { call, otherContents }: Prepared, outcome: Outcome): void {
  if (otherContents && 'answer' in outcome)
    model.answered.push({ call, otherContents, whole: repeatable(outcome.answer) })
}

/** Fails unless the call was answered or refused as the model says. */
export function agree(expected: Expected, outcome: Outcome, sql: string): void {
  const text = (value: Expected | Outcome) =>
    'refused' in value
      ? `refused as ${value.refused} ${textOf(value.details ?? {})}`
      : `answered ${textOf(value.answer)}`
  const disagree = () => `${sql} was ${text(outcome)}, expected ${text(expected)}.`
  if ('refused' in expected) {
    holds('refused' in outcome && outcome.refused === expected.refused, disagree)
    for (const [name, value] of Object.entries(expected.details ?? {})) holds(outcome.details[name] === value, disagree)
  } else {
    holds('answer' in outcome, disagree)
    for (const [name, value] of Object.entries(expected.answer))
      holds(textOf(outcome.answer[name]) === textOf(value), disagree)
    holds(expected.whole === undefined || repeatable(outcome.answer) === expected.whole, disagree)
  }
}

/** At the end every order is refunded and every lot expires, so that each point is followed to its end. */
async function close(db: pg.ClientBase, model: Model, tally: Tally): Promise<void> {
  for (const order of model.orders.keys()) {
    const prepared = prepare({ kind: 'refund', order, shares: null }, model)
    if (prepared) count(tally, 'refund', await step(db, model, prepared))
  }
  model.now += 1_000 * 24 * 3_600_000
  const prepared = prepare({ kind: 'expire' }, model)
  if (prepared) count(tally, 'expire', await step(db, model, prepared))
  holds(
    model.totals.redeemed === 0,
    `${model.totals.redeemed} points are still redeemed though every order was refunded.`,
  )
}
