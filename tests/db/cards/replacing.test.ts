import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, signedIn } from '../../support/act-as.ts'
import { attempt, freshSource, linkAccount } from '../../support/card-fixture.ts'
import { act, budgetOf, makeManagedCards, onCard, replace, statusOf } from '../../support/card-life-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { brokenInvariants, refund, spend } from '../../support/points-fixture.ts'
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

describe('replacing a lost card', () => {
  it('opens the same wallet with another number and PIN, and kills the old card and its session', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 1, { face_value: 100 })
    const [lost] = cards
    const finder = signedIn(await linkAccount(db, lost!.id))
    await attempt(db, lost!.number, lost!.pin, freshSource())
    const wallet = await one(db, 'select private.card_account_id($1)', [lost!.id])
    const order = await spend(db, batch.tenant.id, wallet, [{ lineNo: 1, amount: 40 }])
    const made = await replace(db, hr, lost!.id)
    expect(made).toMatchObject({ serial: 2 })
    expect(made.card_no).not.toBe(lost!.number)
    expect(await onCard(db, made.card_id)).toBe(60)
    expect(await statusOf(db, lost!.id)).toBe('replaced')
    expect(await refusalOf(callFunction(db, finder, 'my_profile'))).toMatchObject({ code: 'card_void' })
    expect(await attempt(db, lost!.number, lost!.pin, freshSource())).toMatchObject({ outcome: 'card_void' })
    expect(await attempt(db, made.card_no, lost!.pin, freshSource())).toMatchObject({
      outcome: 'card_credentials_invalid',
    })
    const owner = signedIn(await linkAccount(db, made.card_id))
    expect(await attempt(db, made.card_no, made.pin!, freshSource())).toMatchObject({ outcome: 'signed_in' })
    expect(await callFunction(db, owner, 'my_profile')).toMatchObject({ kind: 'card', points: { balance: 60 } })
    // What the lost card bought comes back to whoever holds the wallet now.
    await refund(db, batch.tenant.id, order)
    expect(await onCard(db, made.card_id)).toBe(100)
    expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
  })

  it('tells the PIN once: the same key again gives the same card without it', async () => {
    const { cards, hr } = await makeManagedCards(db, 1)
    const key = randomUUID()
    const made = await replace(db, hr, cards[0]!.id, key)
    expect(made.pin).toHaveLength(8)
    expect(await replace(db, hr, cards[0]!.id, key)).toEqual({ ...made, pin: null })
    expect(await refusalOf(replace(db, hr, cards[0]!.id))).toMatchObject({
      code: 'card_not_replaceable',
      status: 409,
      details: { status: 'replaced' },
    })
  })

  it('happens once when two ask at the same time', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 1)
    const answers = await Promise.allSettled([replace(db, hr, cards[0]!.id), replace(second, hr, cards[0]!.id)])
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await one(db, 'select count(*) from public.cards where batch_id = $1', [batch.id])).toBe(2)
  })

  it('works for a frozen card, for an inactive one, and again for the replacement', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 2, { face_value: 100 })
    await act(db, hr, 'freeze', { card_ids: [cards[0]!.id] })
    const first = await replace(db, hr, cards[0]!.id)
    const again = await replace(db, hr, first.card_id)
    expect([await onCard(db, again.card_id), await statusOf(db, again.card_id)]).toEqual([100, 'issued'])
    const before = await budgetOf(db, batch)
    await act(db, hr, 'void', { card_ids: [again.card_id] })
    expect(await budgetOf(db, batch)).toBe(before + 100)
    expect((await act(db, hr, 'void', { card_ids: [cards[0]!.id] })).skipped).toMatchObject([{ code: 'card_void' }])
    const inactive = await makeManagedCards(db, 1, { needs_activation: true, funded_at: 'activation', face_value: 7 })
    const fresh = await replace(db, inactive.hr, inactive.cards[0]!.id)
    expect(await attempt(db, fresh.card_no, fresh.pin!, freshSource())).toMatchObject({ outcome: 'card_not_active' })
    await act(db, inactive.hr, 'activate', { card_ids: [fresh.card_id] })
    expect(await onCard(db, fresh.card_id)).toBe(7)
    expect(await brokenInvariants(db, inactive.batch.tenant.id)).toEqual([])
    expect(await brokenInvariants(db, batch.tenant.id)).toEqual([])
  })

  it('is refused for a void card, to employees, and to other companies', async () => {
    const { batch, cards, hr } = await makeManagedCards(db, 2)
    await act(db, hr, 'void', { card_ids: [cards[0]!.id] })
    expect(await refusalOf(replace(db, hr, cards[0]!.id))).toMatchObject({ details: { status: 'void' } })
    const employee = signedIn((await makeMember(db, batch.tenant)).userId)
    const other = await makeTenant(db)
    const foreigner = await makeMember(db, other)
    await giveRole(db, other.id, foreigner.id, 'hr_manager')
    expect(await refusalOf(replace(db, employee, cards[1]!.id))).toMatchObject({ code: 'not_permitted' })
    expect(await refusalOf(replace(db, signedIn(foreigner.userId), cards[1]!.id))).toMatchObject({
      code: 'card_not_found',
      status: 404,
    })
  })
})
