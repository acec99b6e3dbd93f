import fc from 'fast-check'
import { figure, type Proof } from '../proof.ts'
import { tryCases } from './chapter.ts'
import { emptyTally, oneByOne } from './one-by-one.ts'
import { operation } from './operations.ts'
import { installReaders } from './snapshot.ts'
import { zones } from './world.ts'

const generated = fc.record({
  zone: fc.constantFrom(...zones),
  operations: fc.array(operation, { minLength: 1, maxLength: 60, size: 'max' }),
})

export const ledger: Proof = {
  name: 'ledger',
  title: 'the ledger does what an independent model of it says',
  async run({ server, seed, brief, progress }) {
    const target = brief ? 2_000 : 1_000_000
    const db = await server.connect()
    await db.query(installReaders)
    const tally = emptyTally()
    for (let chapter = 0; tally.operations < target; chapter++)
      await tryCases(seed + chapter, 20, generated, async ({ zone, operations }) => {
        const before = tally.operations
        await oneByOne(db, zone, operations, tally)
        progress.add(tally.operations - before, target, 'operations')
      })
    await db.end()
    return [`${figure(tally.operations)} operations in ${progress.seconds.toFixed(0)} s`, JSON.stringify(tally.byKind), JSON.stringify(tally.refusals)]
  },
}
