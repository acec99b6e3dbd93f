import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type pg from 'pg'
import { callFunction, platform, signedIn } from '../../support/act-as.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeUser, one } from '../../support/tenant-fixture.ts'
import { attempt, freshNumber, freshSource, linkAccount, makeCard } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'

let db: pg.Client
beforeAll(async () => void (db = await openDatabase()))
afterAll(() => db.end())

const cardId = (userId: string) =>
  db
    .query(`select set_config('request.jwt.claim.sub', $1, false), private.card_id() as id`, [userId])
    .then(({ rows }) => (rows[0] as { id: string | null }).id)

describe('signing in with number and PIN', () => {
  it('succeeds, makes the card active and says so once', async () => {
    const { card } = await makeCard(db)
    const source = freshSource()
    expect(await attempt(db, card.number, card.pin, source)).toEqual({
      outcome: 'signed_in',
      card_id: card.id,
      user_id: null,
    })
    await attempt(db, card.number, card.pin, source)
    const { rows } = await db.query(`select kind from public.card_events where card_id = $1 and kind = 'activated'`, [
      card.id,
    ])
    expect(rows).toHaveLength(1)
    expect(await one(db, 'select status from public.cards where id = $1', [card.id])).toBe('active')
  })

  it('names the account of earlier sessions', async () => {
    const { card } = await makeCard(db)
    const userId = await linkAccount(db, card.id)
    expect(await attempt(db, card.number, card.pin, freshSource())).toMatchObject({ user_id: userId })
  })

  it('gives the same answer for a wrong PIN, an unknown card, and nonsense', async () => {
    const { card } = await makeCard(db)
    const answers = [
      await attempt(db, card.number, '00000000', freshSource()),
      await attempt(db, freshNumber(), card.pin, freshSource()),
      await attempt(db, 'nonsense', '', freshSource()),
      await attempt(db, card.number, card.pin.toLowerCase() + ' ', freshSource()),
    ]
    for (const answer of answers) expect(answer).toEqual({ outcome: 'card_credentials_invalid' })
  })

  it.each([
    ['a frozen card', `update public.cards set status = 'frozen' where id = $1`, 'card_frozen'],
    ['a void card', `update public.cards set status = 'void' where id = $1`, 'card_void'],
    [
      'an expired card',
      `update public.cards set valid_until = now() - interval '1 second' where id = $1`,
      'card_expired',
    ],
    [
      'a card that the expiry job has marked',
      `update public.cards set status = 'expired' where id = $1`,
      'card_expired',
    ],
    [
      'a frozen batch',
      `update public.card_batches b set status = 'frozen' from public.cards c where c.batch_id = b.id and c.id = $1`,
      'card_frozen',
    ],
    [
      'a void batch',
      `update public.card_batches b set status = 'void' from public.cards c where c.batch_id = b.id and c.id = $1`,
      'card_void',
    ],
    [
      'a card that is not valid yet',
      `update public.card_batches b set valid_from = now() + interval '1 day' from public.cards c where c.batch_id = b.id and c.id = $1`,
      'card_not_active',
    ],
    [
      'a card of a suspended company',
      `update public.tenants t set status = 'suspended' from public.cards c where c.tenant_id = t.id and c.id = $1`,
      'tenant_suspended',
    ],
  ])('tells of %s only to who knows the PIN, and ends open sessions', async (_, change, outcome) => {
    const { card } = await makeCard(db)
    const userId = await linkAccount(db, card.id)
    expect(await cardId(userId)).toBe(card.id)
    await db.query(change, [card.id])
    expect(await attempt(db, card.number, '00000000', freshSource())).toEqual({ outcome: 'card_credentials_invalid' })
    expect(await attempt(db, card.number, card.pin, freshSource())).toEqual({ outcome })
    expect(await cardId(userId)).toBeNull()
    expect(await refusalOf(callFunction(db, signedIn(userId), 'my_profile'))).toMatchObject({
      code: outcome,
      status: 403,
    })
  })

  it('stays open for a card that is used up: its orders can still be seen', async () => {
    const { card } = await makeCard(db)
    const userId = await linkAccount(db, card.id)
    await attempt(db, card.number, card.pin, freshSource())
    await db.query(`update public.cards set status = 'used_up' where id = $1`, [card.id])
    expect(await attempt(db, card.number, card.pin, freshSource())).toMatchObject({ outcome: 'signed_in' })
    expect(await cardId(userId)).toBe(card.id)
  })

  it('counts validity to the second', async () => {
    const { card } = await makeCard(db, { valid_from: '2030-01-01T00:00:00Z', valid_until: '2030-02-01T00:00:00Z' })
    const when = async (now: string) => (await attempt(db, card.number, card.pin, freshSource(), now)).outcome
    expect(await when('2029-12-31T23:59:59Z')).toBe('card_not_active')
    expect(await when('2030-01-01T00:00:00Z')).toBe('signed_in')
    expect(await when('2030-01-31T23:59:59Z')).toBe('signed_in')
    expect(await when('2030-02-01T00:00:00Z')).toBe('card_expired')
  })
})

describe('the account of a card', () => {
  it('is one for ever', async () => {
    const { card } = await makeCard(db)
    const userId = await linkAccount(db, card.id)
    const again = await callFunction(db, platform, 'link_card_user', { card_id: card.id, user_id: userId })
    expect(again).toEqual({ card_id: card.id, user_id: userId })
    const other = callFunction(db, platform, 'link_card_user', { card_id: card.id, user_id: await makeUser(db) })
    expect(await refusalOf(other)).toMatchObject({ code: 'not_permitted', status: 403 })
  })

  it('belongs to no second card', async () => {
    const [first, second] = [await makeCard(db), await makeCard(db)]
    const userId = await linkAccount(db, first.card.id)
    const call = callFunction(db, platform, 'link_card_user', { card_id: second.card.id, user_id: userId })
    expect((await refusalOf(call)).code).toBe('not_permitted')
  })
})

describe('PINs and the pepper', () => {
  it('lie where no API role can read', async () => {
    const { rows } = await db.query<{ relation: string; role: string }>(
      `select c.oid::regclass::text as relation, r.rolname as role
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'private'
       cross join pg_roles r
       where c.relkind in ('r', 'v', 'm', 'p') and r.rolname in ('anon', 'authenticated', 'service_role')
         and (has_table_privilege(r.oid, c.oid, 'select') or has_any_column_privilege(r.oid, c.oid, 'select'))`,
    )
    expect(rows).toEqual([])
  })

  it('are in clear in no table at all', async () => {
    const { card } = await makeCard(db)
    await attempt(db, card.number, card.pin, freshSource())
    await attempt(db, card.number, '00000000', freshSource())
    const pepper = await one(db, `select private.secret('card_pin_pepper')`)
    const { rows } = await db.query<{ name: string; text: string }>(
      `select c.oid::regclass::text as name,
              query_to_xml(format('select * from %s', c.oid::regclass), true, true, '')::text as text
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind = 'r' and n.nspname in ('public', 'private', 'auth')`,
    )
    expect(rows.filter(({ text }) => text.includes(card.pin)).map(({ name }) => name)).toEqual([])
    expect(rows.filter(({ text }) => text.includes(pepper)).map(({ name }) => name)).toEqual(['private.secrets'])
  })
})
