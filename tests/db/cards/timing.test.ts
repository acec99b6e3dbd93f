import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { addCards, freshNumber, freshSource, makeBatch } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'

const ROUNDS = 50

let db: pg.Client
beforeAll(async () => {
  db = await openDatabase()
  await db.query(
    `create function pg_temp.time_of_refusal(card_no text, source text) returns float language plpgsql as $$
     declare
       start constant timestamptz := clock_timestamp();
     begin
       perform public.authenticate_card(card_no, '00000000', source);
       return extract(epoch from clock_timestamp() - start) * 1000;
     end $$`,
  )
})
afterAll(() => db.end())

async function timeOfRefusal(number: string): Promise<number> {
  const { rows } = await db.query<{ ms: number }>('select pg_temp.time_of_refusal($1, $2) as ms', [
    number,
    freshSource(),
  ])
  return rows[0]!.ms
}

/** The lower quartile: other work on the machine only ever adds time. */
const quartile = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 4)]!

/** How much longer a wrong PIN takes than an unknown card. The two take turns, so that what else the machine does meets both. */
async function ratio(): Promise<number> {
  const cards = await addCards(db, (await makeBatch(db)).id, ROUNDS)
  const wrongPin: number[] = []
  const unknownCard: number[] = []
  for (const card of cards) {
    wrongPin.push(await timeOfRefusal(card.number))
    unknownCard.push(await timeOfRefusal(freshNumber()))
  }
  return quartile(wrongPin) / quartile(unknownCard)
}

describe('the time of a refusal', () => {
  it('does not tell an unknown card from a wrong PIN', async () => {
    const ratios: number[] = []
    const alike = () => ratios.some((r) => r > 0.85 && r < 1.18)
    // Without the dummy work the ratio would be about ten, each time; a burst of other work may spoil one measurement, not three.
    while (ratios.length < 3 && !alike()) ratios.push(await ratio())
    expect(alike(), `ratios measured: ${ratios.join(', ')}`).toBe(true)
  })
})
