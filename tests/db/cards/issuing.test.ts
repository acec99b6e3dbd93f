import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { parseCardNumber, parsePin } from '../../../shared/card-number.ts'
import { actAs, callFunction, platform, signedIn } from '../../support/act-as.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeUser, one } from '../../support/tenant-fixture.ts'
import { addCards, freshNumber, makeBatch, makeCard } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'

interface Issued {
  cards: { card_no: string; pin: string }[]
}

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

describe('issuing cards', () => {
  it('draws numbers with a check digit and PINs that people can type', async () => {
    const batch = await makeBatch(db)
    const { cards } = await callFunction<Issued>(db, platform, 'issue_cards', { batch_id: batch.id, count: 30 })
    expect(cards).toHaveLength(30)
    for (const { card_no, pin } of cards) {
      expect(parseCardNumber(card_no)).toBe(card_no)
      expect(parsePin(pin)).toBe(pin)
    }
    expect(new Set(cards.map(({ card_no }) => card_no.slice(4, 10))).size).toBeGreaterThan(25)
    expect(new Set(cards.map(({ pin }) => pin)).size).toBe(30)
  })

  it('pays each card from the tenant’s budget, as a lot that lasts as long as the card', async () => {
    const batch = await makeBatch(db)
    await callFunction(db, platform, 'issue_cards', { batch_id: batch.id, count: 4 })
    const { rows } = await db.query(
      `select c.status, a.balance, l.remaining, l.programme_id, l.expires_at = c.valid_until as lasts_as_long
       from public.cards c
       join public.ledger_accounts a on a.id = private.card_account_id(c.id)
       join public.point_lots l on l.tenant_id = a.tenant_id and l.account_id = a.id
       where c.batch_id = $1`,
      [batch.id],
    )
    expect(rows).toEqual(
      Array(4).fill({
        status: 'issued',
        balance: 500,
        remaining: 500,
        programme_id: batch.programmeId,
        lasts_as_long: true,
      }),
    )
    const left = await one(db, 'select balance from public.ledger_accounts where id = $1', [
      batch.tenant.budgetAccountId,
    ])
    expect(left).toBe(998_000)
  })

  it('issues nothing at all when the budget does not cover all', async () => {
    const batch = await makeBatch(db, { face_value: 400_000 })
    const refusal = await refusalOf(callFunction(db, platform, 'issue_cards', { batch_id: batch.id, count: 3 }))
    expect(refusal).toMatchObject({
      code: 'insufficient_budget',
      status: 402,
      details: { needed: 1_200_000, available: 1_000_000 },
    })
    expect(await one(db, 'select count(*) from public.cards where batch_id = $1', [batch.id])).toBe(0)
  })

  it.each([0, -1, 10_001, null])('refuses to issue %s cards', async (count) => {
    const batch = await makeBatch(db)
    const refusal = await refusalOf(callFunction(db, platform, 'issue_cards', { batch_id: batch.id, count }))
    expect(refusal).toMatchObject({ code: 'invalid_request', status: 400, details: { field: 'count' } })
  })

  it('refuses an unknown batch, and one that is frozen, void or over', async () => {
    const issue = (batch_id: string) => refusalOf(callFunction(db, platform, 'issue_cards', { batch_id, count: 1 }))
    expect(await issue('00000000-0000-7000-8000-000000000000')).toMatchObject({
      code: 'card_batch_not_found',
      status: 404,
    })
    const batch = await makeBatch(db)
    for (const status of ['frozen', 'void']) {
      await db.query('update public.card_batches set status = $2 where id = $1', [batch.id, status])
      expect(await issue(batch.id)).toMatchObject({ code: 'card_batch_closed', status: 409 })
    }
    const over = await makeBatch(db, { valid_until: '2020-01-02T00:00:00+08:00' })
    expect(await issue(over.id)).toMatchObject({ code: 'card_batch_closed', status: 409 })
  })

  it('never gives a number twice', async () => {
    const { batch, card } = await makeCard(db)
    await expect(
      db.query('select private.put_cards($1, $2, $3)', [batch.id, [card.number], ['ABCDEFGH']]),
    ).rejects.toMatchObject({ constraint: 'card_number_is_unique_in_the_world' })
    await expect(db.query('delete from public.cards where id = $1', [card.id])).rejects.toThrow(/never removed/)
    await expect(
      db.query('update public.cards set number = $2 where id = $1', [card.id, freshNumber()]),
    ).rejects.toThrow(/keeps its number/)
  })

  it('takes no number with a wrong check digit', async () => {
    const batch = await makeBatch(db)
    const wrong = freshNumber().replace(/.$/, (digit) => String((Number(digit) + 1) % 10))
    await expect(
      db.query('select private.put_cards($1, $2, $3)', [batch.id, [wrong], ['ABCDEFGH']]),
    ).rejects.toMatchObject({ constraint: 'number_has_its_check_digit' })
  })

  it('is open to the platform only', async () => {
    const batch = await makeBatch(db)
    const anybody = signedIn(await makeUser(db))
    for (const call of [
      `select public.issue_cards('${batch.id}', 1)`,
      `select public.authenticate_card('1', '1', '1')`,
      `select private.put_cards('${batch.id}', '{}', '{}')`,
    ])
      await expect(actAs(db, anybody, (client) => client.query(call))).rejects.toMatchObject({ code: '42501' })
  })
})

describe('a batch of cards', () => {
  const terms = async () => {
    const { tenant, programmeId } = await makeBatch(db)
    return {
      tenant_id: tenant.id,
      programme_id: programmeId,
      title: '生日卡',
      face_value: 100,
      valid_from: '2026-01-01',
      valid_until: '2027-01-01',
    }
  }
  const make = async (changed: Record<string, unknown>) =>
    refusalOf(callFunction(db, platform, 'create_card_batch', { ...(await terms()), ...changed }))

  it.each([
    ['no title', { title: ' ' }],
    ['a value of zero', { face_value: 0 }],
    ['a negative value', { face_value: -5 }],
    ['no value', { face_value: null }],
    ['an end before its beginning', { valid_until: '2025-01-01' }],
  ])('is refused with %s', async (_, changed) => {
    expect(await make(changed)).toMatchObject({ code: 'invalid_request', status: 400 })
  })

  it('is refused with a programme of another company, or a closed one', async () => {
    const other = await makeBatch(db)
    expect(await make({ programme_id: other.programmeId })).toMatchObject({ code: 'programme_not_found', status: 404 })
    await db.query(`update public.programmes set status = 'closed' where id = $1`, [other.programmeId])
    expect(await make({ programme_id: other.programmeId, tenant_id: other.tenant.id })).toMatchObject({
      code: 'programme_closed',
      status: 409,
    })
  })
})

describe('the history of cards', () => {
  it('tells of batch and cards, and cannot be changed', async () => {
    const batch = await makeBatch(db)
    const [card] = await addCards(db, batch.id, 1)
    const { rows } = await db.query(
      'select kind, card_id from public.card_events where batch_id = $1 order by at, kind',
      [batch.id],
    )
    expect(rows).toEqual([
      { kind: 'batch_created', card_id: null },
      { kind: 'issued', card_id: card?.id },
    ])
    for (const change of [
      'update public.card_events set kind = $2 where batch_id = $1',
      'delete from public.card_events where batch_id = $1 and kind <> $2',
    ])
      await expect(db.query(change, [batch.id, 'activated'])).rejects.toThrow()
  })
})
