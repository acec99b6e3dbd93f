import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { addCards, attempt, connectAdmin, freshNumber, freshSource, makeBatch } from './card-fixture.ts'

const ROUNDS = 60

let db: pg.Client
beforeAll(async () => void (db = await connectAdmin()))
afterAll(() => db.end())

const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]!

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}

describe('the time of a refusal', () => {
  /**
   * The two kinds take turns, so that whatever else the machine does meets both; medians ignore outliers. What would be seen
   * without the dummy work is several milliseconds of bcrypt, most of the whole: the median would differ by a factor.
   */
  it('does not tell an unknown card from a wrong PIN', async () => {
    const batches = await Promise.all([makeBatch(db), makeBatch(db)])
    const cards = (await Promise.all(batches.map(({ id }) => addCards(db, id, ROUNDS / 2)))).flat()
    const wrongPin: number[] = []
    const unknownCard: number[] = []
    for (const card of cards) {
      wrongPin.push(await milliseconds(() => attempt(db, card.number, '00000000', freshSource())))
      unknownCard.push(await milliseconds(() => attempt(db, freshNumber(), '00000000', freshSource())))
    }
    const ratio = median(wrongPin) / median(unknownCard)
    expect(ratio).toBeGreaterThan(0.75)
    expect(ratio).toBeLessThan(1.33)
  })
})
