import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { one } from '../../support/tenant-fixture.ts'

/** The states of a refund, the first of which counts. */
const states = ['holder_left', 'card_void', 'lot_expired', 'programme_closed'] as const
const policies = ['restore_days', 'back_to_budget', 'forfeit'] as const
type Answer = { destination: string; valid_until: Date | null }

describe('the table of refunds', () => {
  let db: pg.Client

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  const everyCombination = Array.from({ length: 16 }, (_, bits) => states.map((_, place) => (bits & (1 << place)) > 0))

  it.each(everyCombination.map((holds) => [states.filter((_, place) => holds[place]).join(', ') || 'nothing', holds]))(
    'lets the first state count where %s holds',
    async (_, holds) => {
      const first = states.find((_, place) => holds[place]) ?? null
      expect(await one(db, 'select private.refund_state($1, $2, $3, $4)', holds as unknown[])).toBe(first)
    },
  )

  const outcome = async (state: string | null, policy: string | null, expiresAt: string): Promise<Answer> =>
    (
      await db.query<Answer>(
        `select * from private.refund_outcome($1, $2, case when $2 = 'restore_days' then 7 end, $3, '2035-03-01', 'Asia/Shanghai')`,
        [state, policy, expiresAt],
      )
    ).rows[0]!

  const lastYear = '2034-06-30T23:59:59+08:00'
  const nextYear = '2036-06-30T23:59:59+08:00'
  const inAWeek = new Date('2035-03-08T23:59:59+08:00')

  it.each(policies.flatMap((policy) => states.map((state) => [state, policy] as const)))(
    'knows where points go: %s, %s',
    async (state, policy) => {
      const destination = { restore_days: 'lot', back_to_budget: 'budget', forfeit: 'expired' }[policy]
      expect(await outcome(state, policy, lastYear)).toEqual({
        destination,
        valid_until: policy === 'restore_days' ? inAWeek : null,
      })
      expect(await outcome(state, policy, nextYear)).toEqual({
        destination,
        valid_until: policy === 'restore_days' ? new Date(nextYear) : null,
      })
    },
  )

  it.each([null, ...policies])('gives points back to their lot, as it is, when no state holds: %s', async (policy) => {
    expect(await outcome(null, policy, nextYear)).toEqual({ destination: 'lot', valid_until: new Date(nextYear) })
  })
})
