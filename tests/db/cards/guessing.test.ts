import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stackFacts } from '../../support/stack.ts'
import { addCards, at, attempt, freshNumber, freshSource, makeBatch, makeCard } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

const WRONG = '00000000'
const minute = 60
const valid = { valid_from: '2020-01-01T00:00:00Z', valid_until: '2099-01-01T00:00:00Z' }

/** Wrong PINs at one number, each from a network of its own. */
async function strangersTry(number: string, times: number, now: string) {
  const outcomes = []
  for (let i = 0; i < times; i++) outcomes.push(await attempt(db, number, WRONG, freshSource(), now))
  return outcomes
}

/** How many were evaluated. */
const evaluated = (outcomes: { outcome: string }[]) =>
  outcomes.filter(({ outcome }) => outcome !== 'too_many_attempts').length

describe('the limit of a card', () => {
  it('leaves strangers five attempts, then each has to wait for a turn', async () => {
    const { card } = await makeCard(db, valid)
    const outcomes = await strangersTry(card.number, 8, at(0))
    expect(evaluated(outcomes)).toBe(5)
    expect(outcomes.slice(5).map(({ retry_after }) => retry_after)).toEqual([15, 30, 45])
  })

  it('is the same for a number that is no card', async () => {
    const outcomes = await strangersTry(freshNumber(), 8, at(0))
    expect(evaluated(outcomes)).toBe(5)
    expect(outcomes.slice(5).map(({ retry_after }) => retry_after)).toEqual([15, 30, 45])
  })

  it('is free again after a quiet quarter of an hour', async () => {
    const { card } = await makeCard(db, valid)
    await strangersTry(card.number, 6, at(0))
    expect(evaluated(await strangersTry(card.number, 8, at(16 * minute)))).toBe(5)
  })

  it('is not used up by the right PIN', async () => {
    const { card } = await makeCard(db, valid)
    for (let i = 0; i < 12; i++)
      expect(await attempt(db, card.number, card.pin, freshSource(), at(0))).toMatchObject({ outcome: 'signed_in' })
    expect(evaluated(await strangersTry(card.number, 8, at(1)))).toBe(5)
  })

  it('lets the owner in at his turn, whatever attackers do meanwhile', async () => {
    const { card } = await makeCard(db, valid)
    const owner = freshSource()
    await strangersTry(card.number, 10, at(0))
    const told = await attempt(db, card.number, card.pin, owner, at(1))
    expect(told).toEqual({ outcome: 'too_many_attempts', retry_after: 89 })
    for (let second = 2; second < 90; second += 4) await strangersTry(card.number, 3, at(second))
    expect(await attempt(db, card.number, card.pin, owner, at(80))).toEqual({
      outcome: 'too_many_attempts',
      retry_after: 10,
    })
    expect(await attempt(db, card.number, card.pin, owner, at(90))).toMatchObject({ outcome: 'signed_in' })
  })

  it('gives a turn once', async () => {
    const { card } = await makeCard(db, valid)
    await strangersTry(card.number, 5, at(0))
    const source = freshSource()
    expect((await attempt(db, card.number, WRONG, source, at(0))).retry_after).toBe(15)
    expect((await attempt(db, card.number, WRONG, source, at(15))).outcome).toBe('card_credentials_invalid')
    expect((await attempt(db, card.number, card.pin, source, at(15))).retry_after).toBe(15)
  })

  it('lets a turn lapse that nobody came for', async () => {
    const { card } = await makeCard(db, valid)
    await strangersTry(card.number, 5, at(0))
    const source = freshSource()
    await attempt(db, card.number, WRONG, source, at(0))
    await strangersTry(card.number, 1, at(14 * minute))
    expect((await attempt(db, card.number, WRONG, source, at(14 * minute))).outcome).toBe('too_many_attempts')
  })
})

describe('the limit of a source', () => {
  it('leaves twenty attempts at all cards together, then delays that double', async () => {
    const source = freshSource()
    const tryAt = (second: number) => attempt(db, freshNumber(), WRONG, source, at(second))
    for (let i = 0; i < 20; i++) expect((await tryAt(0)).outcome).toBe('card_credentials_invalid')
    expect((await tryAt(0)).retry_after).toBe(60)
    expect((await tryAt(60)).outcome).toBe('card_credentials_invalid')
    expect((await tryAt(61)).retry_after).toBe(119)
    expect((await tryAt(180)).outcome).toBe('card_credentials_invalid')
    expect((await tryAt(181)).retry_after).toBe(239)
  })

  it('is not washed away by signing in with a card of one’s own', async () => {
    const { card } = await makeCard(db, valid)
    const source = freshSource()
    for (let i = 0; i < 20; i++) {
      await attempt(db, freshNumber(), WRONG, source, at(0))
      if (i < 19) expect((await attempt(db, card.number, card.pin, source, at(0))).outcome).toBe('signed_in')
    }
    expect((await attempt(db, freshNumber(), WRONG, source, at(0))).outcome).toBe('too_many_attempts')
  })

  it('counts a whole IPv6 subscriber as one, and IPv4 inside IPv6 as IPv4', async () => {
    const { rows } = await db.query<{ same: boolean; other: boolean; mapped: boolean }>(
      `select private.source_key('2001:db8:1:2::1') = private.source_key('2001:db8:1:2:ffff::9') as same,
              private.source_key('2001:db8:1:2::1') = private.source_key('2001:db8:1:3::1') as other,
              private.source_key('::ffff:192.0.2.7') = private.source_key('192.0.2.7') as mapped`,
    )
    expect(rows[0]).toEqual({ same: true, other: false, mapped: true })
  })
})

describe('a source that signed in with the card before', () => {
  it('gets in with the right PIN while strangers are held up', async () => {
    const { card } = await makeCard(db, valid)
    const home = freshSource()
    await attempt(db, card.number, card.pin, home, at(0))
    await strangersTry(card.number, 30, at(10))
    for (let i = 0; i < 25; i++) await attempt(db, freshNumber(), WRONG, home, at(10))
    expect(await attempt(db, card.number, card.pin, home, at(20))).toMatchObject({ outcome: 'signed_in' })
  })

  it('has five attempts of its own and then waits, too', async () => {
    const { card } = await makeCard(db, valid)
    const home = freshSource()
    await attempt(db, card.number, card.pin, home, at(0))
    for (let i = 0; i < 5; i++)
      expect((await attempt(db, card.number, WRONG, home, at(0))).outcome).toBe('card_credentials_invalid')
    expect(await attempt(db, card.number, card.pin, home, at(0))).toEqual({
      outcome: 'too_many_attempts',
      retry_after: 30,
    })
    expect((await attempt(db, card.number, card.pin, home, at(30))).outcome).toBe('signed_in')
  })
})

describe('the trip-wire of a batch', () => {
  it('guards the batch under distributed guessing, tells the administrator, and lets owners in by turns', async () => {
    const batch = await makeBatch(db, valid)
    const cards = await addCards(db, batch.id, 31)
    const [home, owner] = [freshSource(), freshSource()]
    const [mine, theirs, ...others] = cards
    await attempt(db, mine!.number, mine!.pin, home, at(0))
    for (const card of [...others, ...others]) await strangersTry(card.number, 1, at(0))
    await strangersTry(theirs!.number, 3, at(1))
    const told = await attempt(db, theirs!.number, theirs!.pin, owner, at(2))
    expect(told.outcome).toBe('too_many_attempts')
    expect((await attempt(db, mine!.number, mine!.pin, home, at(2))).outcome).toBe('signed_in')
    expect((await attempt(db, theirs!.number, theirs!.pin, owner, at(2 + told.retry_after!))).outcome).toBe('signed_in')
    const { rows } = await db.query<{ details: { misses: number } }>(
      `select details from public.card_events where batch_id = $1 and kind = 'sign_in_guarded'`,
      [batch.id],
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.details.misses).toBeGreaterThanOrEqual(60)
  })

  it('ends by itself after an hour, or when the administrator says so', async () => {
    const batch = await makeBatch(db, valid)
    const cards = await addCards(db, batch.id, 65)
    for (const card of cards.slice(0, 62)) await strangersTry(card.number, 1, at(0))
    expect(evaluated(await strangersTry(cards[62]!.number, 1, at(1)))).toBe(0)
    expect(evaluated(await strangersTry(cards[63]!.number, 1, at(61 * minute)))).toBe(1)
    for (const card of cards.slice(0, 62)) await strangersTry(card.number, 1, at(62 * minute))
    expect(evaluated(await strangersTry(cards[62]!.number, 1, at(63 * minute)))).toBe(0)
    await db.query('select private.release_sign_in($1)', [batch.id])
    expect(evaluated(await strangersTry(cards[64]!.number, 1, at(63 * minute)))).toBe(1)
  })

  it('is not touched by a morning of owners who mistype', async () => {
    const batch = await makeBatch(db, valid)
    for (const card of await addCards(db, batch.id, 80)) {
      const source = freshSource()
      await attempt(db, card.number, WRONG, source, at(0))
      expect((await attempt(db, card.number, card.pin, source, at(0))).outcome).toBe('signed_in')
    }
  })
})

describe('a thousand wrong PINs at once', () => {
  /** Twenty connections work off a thousand attempts as fast as they can. */
  async function storm(number: string, source: () => string) {
    const pool = new pg.Pool({ connectionString: stackFacts().dbUrl, max: 20 })
    try {
      return await Promise.all(
        Array.from({ length: 1000 }, async () => {
          const { rows } = await pool.query<{ answer: { outcome: string } }>(
            'select public.authenticate_card($1, $2, $3) as answer',
            [number, WRONG, source()],
          )
          return rows[0]!.answer
        }),
      )
    } finally {
      await pool.end()
    }
  }

  it('are evaluated no more often than the card’s limit, from many sources', async () => {
    const { card } = await makeCard(db)
    expect(evaluated(await storm(card.number, freshSource))).toBe(5)
  })

  it('are evaluated no more often than the limit from one source', async () => {
    const { card } = await makeCard(db)
    const source = freshSource()
    const outcomes = await storm(card.number, () => source)
    expect(evaluated(outcomes)).toBe(5)
  })

  it('are evaluated no more often than the source’s limit at many numbers', async () => {
    const source = freshSource()
    const pool = new pg.Pool({ connectionString: stackFacts().dbUrl, max: 20 })
    const outcomes = await Promise.all(
      Array.from({ length: 1000 }, async () => {
        const { rows } = await pool.query<{ answer: { outcome: string } }>(
          'select public.authenticate_card($1, $2, $3) as answer',
          [freshNumber(), WRONG, source],
        )
        return rows[0]!.answer
      }),
    )
    await pool.end()
    expect(evaluated(outcomes)).toBe(20)
  })
})
