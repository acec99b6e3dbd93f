import fc from 'fast-check'
import type pg from 'pg'
import { onConnection } from '../at-once.ts'
import { onDatabases } from '../databases.ts'
import { figure, type Proof } from '../proof.ts'
import { allAtOnce, rounds } from './all-at-once.ts'
import { tryCases } from './chapter.ts'
import { emptyTally, oneByOne, type Tally } from './one-by-one.ts'
import { operation } from './operations.ts'
import { installReaders } from './snapshot.ts'
import { setting } from './world.ts'

const sequence = fc.record({
  setting,
  operations: fc.array(operation, { minLength: 1, maxLength: 60, size: 'max' }),
})

const cases = 10

/** A chapter is one seed's cases: an even seed's happen one by one, an odd seed's all at once. */
async function chapter(pool: pg.Pool, seed: number, shrink: boolean, tally: Tally): Promise<void> {
  if (seed % 2 === 1)
    return tryCases(seed, cases, rounds, shrink, ({ setting: chosen, rounds: list }) =>
      allAtOnce(pool, chosen, list, tally),
    )
  await onConnection(pool, (db) =>
    tryCases(seed, cases, sequence, shrink, ({ setting: chosen, operations }) =>
      oneByOne(db, chosen, operations, tally),
    ),
  )
}

const connections = 8

export const ledger: Proof = {
  name: 'ledger',
  title: 'the ledger does what an independent model of it says',
  async run({ server, seed, brief, minutes, shrink, progress }) {
    const [target, databases] = brief ? [1_200, 2] : [1_000_000, 3]
    const deadline = minutes === undefined ? Infinity : progress.startedAt + minutes * 60_000
    const tallies = { even: emptyTally(), odd: emptyTally() }
    const done = () => tallies.even.operations + tallies.odd.operations
    let next = seed
    await onDatabases(server, databases, connections, async (pool) => {
      await pool.query(installReaders)
      while (done() < target && Date.now() < deadline) {
        const number = next++
        await chapter(pool, number, shrink, number % 2 === 0 ? tallies.even : tallies.odd)
        progress.reach(done(), target, 'operations')
      }
    })
    return [
      `${figure(done())} operations on ${databases * connections} connections in ${(progress.seconds / 60).toFixed(1)} min`,
      ...Object.values(tallies).map((tally) => JSON.stringify(tally)),
    ]
  },
}
