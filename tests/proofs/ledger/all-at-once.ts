import fc from 'fast-check'
import type pg from 'pg'
import { forEachAtOnce, onConnection } from '../at-once.ts'
import { holds } from '../proof.ts'
import { ledgerIsSound } from '../verify.ts'
import { readJournal } from './journal.ts'
import { Model } from './model.ts'
import { agree, count, remember, repeatable, type Tally } from './one-by-one.ts'
import type { Prepared } from './operation.ts'
import { change, prepare, type Change } from './operations.ts'
import { wait } from './operations/wait.ts'
import { replay } from './replay.ts'
import { make, type Outcome } from './session.ts'
import { equalsModel, readSnapshot } from './snapshot.ts'
import { makeWorld, setting, type Setting } from './world.ts'

/** A call that was made, and what came of it. */
export interface Made {
  kind: string
  prepared: Prepared
  outcome: Outcome
}

interface Round {
  hours: number
  /** Calls that go out together; a call with a key may go out twice. */
  changes: { change: Change; twice: boolean }[]
}

export const rounds: fc.Arbitrary<{ setting: Setting; rounds: Round[] }> = fc.record({
  setting,
  rounds: fc.array(
    fc.record({
      hours: fc.oneof(
        fc.constant(0),
        wait.map(({ hours }) => hours),
      ),
      changes: fc.array(fc.record({ change, twice: fc.nat({ max: 9 }).map((chance) => chance === 0) }), {
        minLength: 1,
        maxLength: 24,
        size: 'max',
      }),
    }),
    { minLength: 1, maxLength: 8, size: 'max' },
  ),
})

/**
 * Makes each round's calls at the same time on all connections of the pool. What they did must be what they would have done one after
 * another, in the order in which the journal has them.
 */
export async function allAtOnce(pool: pg.Pool, chosen: Setting, list: Round[], tally: Tally): Promise<void> {
  const model = await onConnection(pool, async (db) => {
    const fresh = new Model(await makeWorld(db, chosen))
    // The first deposit is known already.
    await readJournal(db, fresh)
    return fresh
  })
  for (const { hours, changes } of list) {
    model.now += hours * 3_600_000
    // Who leaves with an empty wallet leaves no row in the journal that would tell when. So leavers go after the others, all together.
    for (const leaving of [false, true]) {
      const together = changes.filter(({ change: { kind } }) => (kind === 'offboard') === leaving)
      if (together.length > 0) await makeTogether(pool, model, together, tally)
    }
  }
}

async function makeTogether(pool: pg.Pool, model: Model, changes: Round['changes'], tally: Tally): Promise<void> {
  model.olderDebts = model.debts.length
  const calls = changes.flatMap(({ change: description, twice }) => {
    const prepared = prepare(description, model)
    if (!prepared) return []
    const call = { kind: description.kind, prepared }
    return twice && prepared.otherContents ? [call, call] : [call]
  })
  const made = await forEachAtOnce(pool, calls, async (client, { kind, prepared }): Promise<Made> => {
    const outcome = await make(client, model.world, model.now, prepared.call)
    count(tally, kind, outcome)
    return { kind, prepared, outcome }
  })
  twinsAgree(made)
  await onConnection(pool, (db) => settle(db, model, made))
}

/** Whoever sent the same call under the same key at the same time got the same answer. */
function twinsAgree(made: Made[]): void {
  const answers = new Map<Prepared, string>()
  for (const { prepared, outcome } of made) {
    if (!('answer' in outcome)) continue
    const earlier = answers.get(prepared)
    const answer = repeatable(outcome.answer)
    holds(
      earlier === undefined || earlier === answer,
      () => `One key, two answers to ${prepared.call.sql}:\n${earlier}\n${answer}`,
    )
    answers.set(prepared, answer)
  }
}

/** Brings the model to where the database is, and compares. */
async function settle(db: pg.ClientBase, model: Model, made: Made[]): Promise<void> {
  await ledgerIsSound(db, model.world.tenantId)
  const snapshot = await readSnapshot(db, model)
  replay(model, made, await readJournal(db, model), snapshot, agree)
  equalsModel(model, snapshot)
  for (const { prepared, outcome } of new Map(made.map((call) => [call.prepared, call])).values())
    remember(model, prepared, outcome)
}
