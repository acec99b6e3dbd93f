import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, platform } from '../../support/act-as.ts'
import { attempt, freshSource } from '../../support/card-fixture.ts'
import { act, budgetOf, makeManagedCards, onCard, statusOf } from '../../support/card-life-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, spend } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { one } from '../../support/tenant-fixture.ts'

// The job looks at the cards of all companies: these tests stay within hours of now, where no other test's cards expire.
let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

const beginning = Date.now()
const at = (minutes: number) => new Date(beginning + minutes * 60_000).toISOString()
const expire = (minutes: number) => callFunction(db, platform, 'expire_cards', {}, at(minutes))
const walletOf = (cardId: string) => one(db, 'select private.card_account_id($1)', [cardId])

describe('extending', () => {
  it('lengthens card and points, never shortens, and revives a card that expired', async () => {
    const { cards, hr } = await makeManagedCards(db, 1, { valid_until: at(60) })
    const card = cards[0]!
    const extend = (until: number, now = 0) =>
      act(db, hr, 'extend', { card_ids: [card.id] }, { valid_until: at(until) }, at(now))
    expect(await extend(30)).toMatchObject({ cards: 0, skipped: [{ code: 'no_change' }] })
    expect(await extend(120)).toMatchObject({ cards: 1 })
    const ends = `select (expires_at = $2)::text from public.point_lots where account_id = $1`
    expect(await one(db, ends, [await walletOf(card.id), at(120)])).toBe('true')
    await expire(121)
    expect(await statusOf(db, card.id)).toBe('expired')
    const frozen = await act(db, hr, 'freeze', { card_ids: [card.id] }, {}, at(121))
    expect(frozen).toMatchObject({ skipped: [{ code: 'card_expired' }] })
    expect(await extend(300, 121)).toMatchObject({ cards: 1 })
    expect(await attempt(db, card.number, card.pin, freshSource(), at(150))).toMatchObject({ outcome: 'signed_in' })
    // The points had expired; a longer card does not bring them back.
    expect(await onCard(db, card.id)).toBe(0)
  })

  it.each(['2020-01-01T00:00:00Z', 'infinity', '2300-01-01T00:00:00Z'])('to %s is refused', async (valid_until) => {
    const { cards, hr } = await makeManagedCards(db, 1)
    const refused = act(db, hr, 'extend', { card_ids: [cards[0]!.id] }, { valid_until })
    expect(await refusalOf(refused)).toMatchObject({ code: 'invalid_request', details: { field: 'valid_until' } })
  })
})

const commands = fc.oneof(
  fc.constantFrom(
    { kind: 'activate' as const },
    { kind: 'freeze' as const },
    { kind: 'unfreeze' as const },
    { kind: 'sign_in' as const },
    { kind: 'expire' as const },
  ),
  fc.record({ kind: fc.constant('replace' as const) }),
  fc.record({ kind: fc.constant('extend' as const), by: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('spend' as const), points: fc.integer({ min: 1, max: 40 }) }),
  { weight: 1, arbitrary: fc.constant({ kind: 'void' as const }) },
)
type Command = typeof commands extends fc.Arbitrary<infer T> ? T : never

/** What a card should be, told without the database. */
interface Model {
  status: string
  before: string
  now: number
  end: number
  points: number
}

/** What the command should do; false where the card is not fit for it. */
function follow(card: Model, command: Command): boolean {
  const over = card.now >= card.end
  const dead = card.status === 'void'
  switch (command.kind) {
    case 'pass':
      card.now += command.minutes
      return true
    case 'expire':
      if (over && ['inactive', 'issued', 'active'].includes(card.status)) {
        card.before = card.status
        card.status = 'expired'
      }
      return true
    case 'activate':
      if (over || card.status !== 'inactive') return false
      card.status = 'issued'
      return true
    case 'freeze':
      if (over || !['inactive', 'issued', 'active'].includes(card.status)) return false
      card.before = card.status
      card.status = 'frozen'
      return true
    case 'unfreeze':
      if (over || card.status !== 'frozen') return false
      card.status = card.before
      return true
    case 'sign_in':
      if (over || !['issued', 'active'].includes(card.status)) return false
      card.status = 'active'
      return true
    case 'spend':
      if (over || card.status !== 'active' || card.points < command.points) return false
      card.points -= command.points
      return true
    case 'extend':
      if (dead || card.now + command.by <= card.end) return false
      if (over) card.points = 0
      if (card.status === 'expired') card.status = card.before
      card.end = card.now + command.by
      return true
    case 'replace':
      if (over || dead || card.status === 'expired') return false
      card.status =
        card.status === 'inactive' || (card.status === 'frozen' && card.before === 'inactive') ? 'inactive' : 'issued'
      return true
    case 'void':
      if (dead) return false
      card.status = 'void'
      card.points = 0
      return true
  }
}

describe('the life of a card', () => {
  it('follows its model through whatever is done to it, and the ledger stays whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), fc.array(commands, { minLength: 5, maxLength: 25 }), async (inactive, steps) => {
        const { batch, cards, hr } = await makeManagedCards(db, 1, {
          valid_until: at(60),
          face_value: 100,
          needs_activation: inactive,
        })
        let card = { id: cards[0]!.id, number: cards[0]!.number, pin: cards[0]!.pin }
        const model: Model = { status: inactive ? 'inactive' : 'issued', before: '', now: 0, end: 60, points: 100 }
        for (const step of steps) {
          const before = { ...model }
          const fits = follow(model, step)
          const now = at(model.now)
          const selection = { card_ids: [card.id] }
          if (step.kind === 'expire') await expire(model.now)
          else if (step.kind === 'sign_in') {
            const { outcome } = await attempt(db, card.number, card.pin, freshSource(), now)
            expect(outcome === 'signed_in').toBe(fits)
          } else if (step.kind === 'spend') {
            if (fits) await spend(db, batch.tenant.id, await walletOf(card.id), [{ lineNo: 1, amount: step.points }])
          } else if (step.kind === 'replace') {
            const asked = callFunction<{ card_id: string; card_no: string; pin: string }>(
              db,
              hr,
              'replace_card',
              { card_id: card.id, reason: '遗失', idempotency_key: crypto.randomUUID() },
              now,
            )
            if (!fits) expect(await refusalOf(asked)).toMatchObject({ code: 'card_not_replaceable' })
            else card = await asked.then((made) => ({ id: made.card_id, number: made.card_no, pin: made.pin }))
          } else if (step.kind === 'extend') {
            const answer = await act(db, hr, 'extend', selection, { valid_until: at(before.now + step.by) }, now)
            expect(answer.cards).toBe(fits ? 1 : 0)
          } else if (step.kind !== 'pass') {
            expect((await act(db, hr, step.kind, selection, {}, now)).cards).toBe(fits ? 1 : 0)
          }
          expect(await statusOf(db, card.id)).toBe(model.status)
          expect(await onCard(db, card.id)).toBe(model.points)
        }
        expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
        if (model.status !== 'void') await act(db, hr, 'void', { card_ids: [card.id] }, {}, at(model.now))
        const spent = await one<number>(
          db,
          `select coalesce(-sum(t.amount), 0)::bigint from public.ledger_transactions t
           where t.account_id = private.card_account_id($1::uuid) and t.kind in ('spend', 'expiry')`,
          [card.id],
        )
        expect(await budgetOf(db, batch)).toBe(1_000_000 - spent)
        expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
      }),
      { numRuns: 25 },
    )
  }, 120_000)
})
