import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { attempt, freshSource, linkAccount } from '../../support/card-fixture.ts'
import { act, budgetOf, makeManagedCards, onCard, statusOf } from '../../support/card-life-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, spend } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { giveRole, makeMember, makeTenant, one } from '../../support/tenant-fixture.ts'

let db: pg.Client
let second: pg.Client
beforeAll(async () => {
  db = await openDatabase()
  second = await openDatabase()
})
afterAll(async () => {
  await db.end()
  await second.end()
})

const signIn = (card: { number: string; pin: string }, now?: string, on = db) =>
  attempt(on, card.number, card.pin, freshSource(), now)
const walletOf = (cardId: string) => one(db, 'select private.card_account_id($1)', [cardId])

describe('activating', () => {
  it('makes cards usable that were not, one, a range or all of a batch', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 5, { needs_activation: true })
    expect(await signIn(cards[0]!)).toMatchObject({ outcome: 'card_not_active' })
    expect(await act(db, hr, 'activate', { card_ids: [cards[0]!.id] })).toEqual({ cards: 1, skipped: [] })
    expect(await signIn(cards[0]!)).toMatchObject({ outcome: 'signed_in' })
    expect(await act(db, hr, 'activate', { batch_id: batch.id, from_serial: 2, to_serial: 3 })).toMatchObject({
      cards: 2,
    })
    const rest = await act(db, hr, 'activate', { batch_id: batch.id })
    expect(rest).toMatchObject({ cards: 2 })
    expect(rest.skipped.map(({ serial, code }) => [serial, code])).toEqual([
      [1, 'no_change'],
      [2, 'no_change'],
      [3, 'no_change'],
    ])
  })

  it('puts the value on the cards where the batch is funded then, all or nothing', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 3, {
      needs_activation: true,
      funded_at: 'activation',
      face_value: 400_000,
    })
    expect([await onCard(db, cards[0]!.id), await budgetOf(db, batch)]).toEqual([0, 1_000_000])
    expect(await refusalOf(act(db, hr, 'activate', { batch_id: batch.id }))).toMatchObject({
      code: 'insufficient_budget',
      details: { needed: 1_200_000, available: 1_000_000 },
    })
    expect(await statusOf(db, cards[0]!.id)).toBe('inactive')
    await act(db, hr, 'activate', { batch_id: batch.id, from_serial: 1, to_serial: 2 })
    expect([await onCard(db, cards[0]!.id), await budgetOf(db, batch)]).toEqual([400_000, 200_000])
    expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
  })

  it('begins the days of validity, of the card and of its points', async () => {
    const { cards, hr } = await makeManagedCards(db, 1, { needs_activation: true, valid_days: 30 })
    await act(db, hr, 'activate', { card_ids: [cards[0]!.id] }, {}, '2030-01-01T04:00:00Z')
    const { rows } = await db.query<{ valid_until: Date; expires_at: Date }>(
      `select c.valid_until, l.expires_at from public.cards c
       join public.point_lots l on l.account_id = private.card_account_id(c.id) where c.id = $1`,
      [cards[0]!.id],
    )
    expect(rows[0]!.valid_until.toISOString()).toBe('2030-01-31T15:59:59.000Z')
    expect(rows[0]!.expires_at).toEqual(rows[0]!.valid_until)
    expect(await signIn(cards[0]!, '2030-02-01T00:00:00Z')).toMatchObject({ outcome: 'card_expired' })
  })

  it('is the first sign-in’s where no issuer has to', async () => {
    const { cards } = await makeManagedCards(db, 1, { valid_days: 1 })
    expect(await signIn(cards[0]!, '2030-01-01T04:00:00Z')).toMatchObject({ outcome: 'signed_in' })
    expect(await signIn(cards[0]!, '2030-01-02T15:00:00Z')).toMatchObject({ outcome: 'signed_in' })
    expect(await signIn(cards[0]!, '2030-01-02T16:00:00Z')).toMatchObject({ outcome: 'card_expired' })
  })
})

describe('freezing', () => {
  it('ends access at once and gives back what the card was', async () => {
    const { cards, hr } = await makeManagedCards(db, 2)
    const guest = signedIn(await linkAccount(db, cards[0]!.id))
    await signIn(cards[0]!)
    expect(await callFunction(db, guest, 'my_profile')).toMatchObject({ kind: 'card' })
    const both = { card_ids: cards.map(({ id }) => id) }
    expect(await act(db, hr, 'freeze', both)).toEqual({ cards: 2, skipped: [] })
    expect(await refusalOf(callFunction(db, guest, 'my_profile'))).toMatchObject({ code: 'card_frozen' })
    expect(await signIn(cards[0]!)).toMatchObject({ outcome: 'card_frozen' })
    expect(await act(db, hr, 'freeze', both)).toMatchObject({
      cards: 0,
      skipped: [{ code: 'no_change' }, { code: 'no_change' }],
    })
    expect(await act(db, hr, 'unfreeze', both)).toEqual({ cards: 2, skipped: [] })
    expect([await statusOf(db, cards[0]!.id), await statusOf(db, cards[1]!.id)]).toEqual(['active', 'issued'])
  })

  it('holds against a sign-in at the same moment', async () => {
    const { cards, hr } = await makeManagedCards(db, 8)
    for (const card of cards) {
      const guest = signedIn(await linkAccount(db, card.id))
      await Promise.all([signIn(card, undefined, second), act(db, hr, 'freeze', { card_ids: [card.id] })])
      expect(await statusOf(db, card.id)).toBe('frozen')
      expect(await refusalOf(callFunction(db, guest, 'my_profile'))).toMatchObject({ code: 'card_frozen' })
    }
  })
})

describe('declaring void', () => {
  it('brings back to the budget what is left, except what has expired', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 3, { face_value: 100 })
    await spend(db, batch.tenant.id, await walletOf(cards[0]!.id), [{ lineNo: 1, amount: 30 }])
    await db.query(`update public.point_lots set expires_at = now() - interval '1 day' where account_id = $1`, [
      await walletOf(cards[1]!.id),
    ])
    const before = await budgetOf(db, batch)
    expect(await act(db, hr, 'void', { batch_id: batch.id })).toEqual({ cards: 3, skipped: [] })
    expect(await budgetOf(db, batch)).toBe(before + 70 + 100)
    expect(await onCard(db, cards[1]!.id)).toBe(0)
    expect(await signIn(cards[2]!)).toMatchObject({ outcome: 'card_void' })
    expect((await act(db, hr, 'unfreeze', { batch_id: batch.id })).skipped.map(({ code }) => code)).toEqual(
      Array(3).fill('card_void'),
    )
    expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
  })
})

describe('every action', () => {
  it('happens once per key, and says who did it, when and why', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 1)
    const key = randomUUID()
    const selection = { card_ids: [cards[0]!.id] }
    const first = await act(db, hr, 'freeze', selection, { idempotency_key: key })
    await act(db, hr, 'unfreeze', selection)
    expect(await act(db, hr, 'freeze', selection, { idempotency_key: key })).toEqual(first)
    expect(await statusOf(db, cards[0]!.id)).toBe('issued')
    expect(await refusalOf(act(db, hr, 'void', selection, { idempotency_key: key }))).toMatchObject({
      code: 'idempotency_mismatch',
    })
    const { rows } = await db.query<Record<string, unknown>>(
      `select kind, actor_id, details ->> 'reason' as reason from public.card_events where card_id = $1 and kind <> 'issued' order by at`,
      [cards[0]!.id],
    )
    expect(rows).toEqual([
      { kind: 'frozen', actor_id: hr.userId, reason: '员工挂失' },
      { kind: 'unfrozen', actor_id: hr.userId, reason: '员工挂失' },
    ])
    expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
  })

  it('is out of reach of employees, guests and other companies', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 1)
    const employee = signedIn((await makeMember(db, batch.tenant)).userId)
    const guest = signedIn(await linkAccount(db, cards[0]!.id))
    const other = await makeTenant(db)
    const foreigner = await makeMember(db, other)
    await giveRole(db, other.id, foreigner.id, 'hr_manager')
    const stranger = signedIn(foreigner.userId)
    const selection = { card_ids: [cards[0]!.id] }
    for (const action of ['activate', 'freeze', 'unfreeze', 'void', 'extend'] as const) {
      const extra = action === 'extend' ? { valid_until: '2100-01-01T00:00:00Z' } : {}
      expect(await refusalOf(act(db, employee, action, selection, extra))).toMatchObject({ code: 'not_permitted' })
      expect(await refusalOf(act(db, guest, action, selection, extra))).toMatchObject({ code: 'not_permitted' })
      expect(await act(db, stranger, action, selection, extra)).toEqual({
        cards: 0,
        skipped: [{ card_id: cards[0]!.id, code: 'card_not_found' }],
      })
      expect(await refusalOf(act(db, stranger, action, { batch_id: batch.id }, extra))).toMatchObject({
        code: 'card_batch_not_found',
      })
    }
    expect(await statusOf(db, cards[0]!.id)).toBe('issued')
    expect(await act(db, hr, 'freeze', { card_ids: [randomUUID(), 'x'] })).toMatchObject({
      cards: 0,
      skipped: [{ code: 'card_not_found' }, { code: 'card_not_found' }],
    })
  })

  it.each([
    [{}],
    [{ batch_id: 'x', card_ids: [] }],
    [{ card_ids: 'all' }],
    [{ card_ids: [], from_serial: 1, to_serial: 2 }],
    [{ batch_id: 'x', from_serial: 1 }],
    [{ batch_id: 'x', from_serial: 0.5, to_serial: 2 }],
    [{ tenant_id: 'x' }],
  ])('refuses the selection %j', async (selection) => {
    const { hr } = await makeManagedCards(db, 1)
    expect(await refusalOf(act(db, hr, 'freeze', selection))).toMatchObject({
      code: 'invalid_request',
      details: { field: 'selection' },
    })
  })
})
