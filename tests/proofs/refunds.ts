import fc from 'fast-check'
import type pg from 'pg'
import { onConnection } from './at-once.ts'
import { onDatabases } from './databases.ts'
import { Model } from './ledger/model.ts'
import { step } from './ledger/one-by-one.ts'
import { prepare, type Change } from './ledger/operations.ts'
import { refund } from './ledger/operations/refund.ts'
import { installReaders } from './ledger/snapshot.ts'
import { holderCount, makeWorld, productCount } from './ledger/world.ts'
import { figure, holds, type Proof } from './proof.ts'
import { ledgerIsSound } from './verify.ts'

/** What a company starts with: several lots in each wallet, of programmes for everything and for some goods, that expire at different times. */
const grants: Change[] = [0, 1, 2, 3, 4, 5].map((programme) => ({
  kind: 'grant',
  programme,
  budget: 0,
  entries: [
    { to: 'everyone', amount: 90 + programme },
    { to: 'branch', amount: 31 },
  ],
}))

const order: fc.Arbitrary<Change> = fc.record({
  kind: fc.constant('spend' as const),
  holder: fc.nat({ max: holderCount - 1 }),
  lines: fc.array(
    fc.record({
      product: fc.nat({ max: productCount - 1 }),
      amount: fc.integer({ min: 1, max: 60 }),
      share: fc.constant(false),
    }),
    { minLength: 1, maxLength: 3 },
  ),
})

/** Partial refunds in any order of any orders of one company, until everything is refunded; gives how many there were. */
async function refundBitByBit(db: pg.ClientBase, seed: number): Promise<number> {
  const model = new Model(await makeWorld(db, { zone: 'Asia/Shanghai', leavers: 'forfeit' }))
  const act = async (change: Change) => {
    const prepared = prepare(change, model)
    return prepared ? step(db, model, prepared, false) : undefined
  }
  for (const grant of grants) await act(grant)
  const before = new Map(model.lots.map(({ id, remaining }) => [id, remaining]))
  for (const change of fc.sample(order, { seed, numRuns: 40 })) await act(change)

  let refunds = 0
  const partOf = async (change: Change) => {
    const outcome = await act(change)
    if (outcome && 'answer' in outcome && Number(outcome.answer['amount']) > 0) refunds++
  }
  for (const part of fc.sample(refund, { seed, numRuns: 250 })) await partOf(part)
  for (const number of model.orders.keys()) await partOf({ kind: 'refund', order: number, shares: null })
  for (const { id, remaining } of model.lots)
    holds(
      remaining === before.get(id),
      `Lot ${id} had ${before.get(id)} points before its orders and has ${remaining} now.`,
    )
  await ledgerIsSound(db, model.world.tenantId)
  return refunds
}

export const refunds: Proof = {
  name: 'refunds',
  title: 'partial refunds restore the very lots that paid',
  async run({ server, seed, brief, minutes, progress }) {
    const [target, databases] = brief ? [300, 1] : [100_000, 3]
    const deadline = minutes === undefined ? Infinity : progress.startedAt + minutes * 60_000
    let [done, companies] = [0, 0]
    const company = async (db: pg.ClientBase) => {
      const made = await refundBitByBit(db, seed + companies++)
      done += made
      progress.add(made, target, 'refunds')
    }
    await onDatabases(server, databases, 1, async (pool) => {
      await pool.query(installReaders)
      while (done < target && Date.now() < deadline) await onConnection(pool, company)
    })
    return [
      `${figure(done)} refunds in ${figure(companies)} companies, every lot compared with the model after each, ${(progress.seconds / 60).toFixed(1)} min`,
    ]
  },
}
