import type { SupabaseClient } from '@supabase/supabase-js'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addCards, makeBatch, type BatchFixture, type CardFixture } from '../../support/card-fixture.ts'
import { openDatabase } from '../../support/database.ts'
import { makeOfferedSku, makeSku, offer, somewhere, stockUp, type SkuFixture } from '../../support/shop-fixture.ts'
import { apiClient } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { makeMember, one } from '../../support/tenant-fixture.ts'

let db: pg.Client
let batch: BatchFixture
let card: CardFixture
let moonCakes: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  // Every call of these tests comes from this machine: one source.
  await db.query(`delete from private.sign_in_attempts where bucket = 'source'`)
})
afterAll(() => db.end())

beforeEach(async () => {
  batch = await makeBatch(db)
  const cards = await addCards(db, batch.id, 1)
  card = cards[0]!
  moonCakes = await makeSku(db)
  await offer(db, batch.tenant, moonCakes, 120, { audience_kind: 'card_batch', audience_id: batch.id })
  await stockUp(db, moonCakes, 10)
})

async function post(body: unknown): Promise<Response> {
  return fetch(`${stackFacts().functionsUrl}/auth/card`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Signs in with number and PIN and gives a client that calls as the guest. */
async function signIn({ number, pin }: Pick<CardFixture, 'number' | 'pin'>): Promise<SupabaseClient> {
  const response = await post({ card_no: number, pin })
  const { session } = (await response.json()) as { session: { access_token: string; refresh_token: string } }
  const client = apiClient()
  const { error } = await client.auth.setSession(session)
  if (error) throw new Error(JSON.stringify(error))
  return client
}

const placeOrder = async (guest: SupabaseClient, addressId: string) =>
  guest.rpc('place_order', {
    request: { lines: [{ sku_id: moonCakes.skuId, quantity: 2, unit_points: 120 }], address_id: addressId },
    idempotency_key: randomUUID(),
  })

async function saveAddress(guest: SupabaseClient): Promise<string> {
  const { data, error } = await guest.rpc('save_address', { address: somewhere })
  if (error) throw new Error(JSON.stringify(error))
  return (data as { id: string }).id
}

describe('a guest', () => {
  it('signs in, redeems, and finds the order again by signing in again', async () => {
    const guest = await signIn(card)
    const profile = (await guest.rpc('my_profile')).data as Record<string, { [key: string]: unknown }>
    expect(profile).toMatchObject({
      kind: 'card',
      tenant: { id: batch.tenant.id },
      member: null,
      card: {
        id: card.id,
        card_no_masked: `•••• •••• •••• ${card.number.slice(-4)}`,
        title: '中秋礼品卡',
        status: 'active',
      },
      points: { balance: 500 },
    })
    const placed = await placeOrder(guest, await saveAddress(guest))
    expect(placed.data).toMatchObject({ state: 'paid', total_points: 240 })

    const again = await signIn(card)
    const orders = await again.from('orders').select('order_no, total_points, order_lines(sku_id, quantity)')
    expect(orders.data).toEqual([
      {
        order_no: (placed.data as { order_no: string }).order_no,
        total_points: 240,
        order_lines: [{ sku_id: moonCakes.skuId, quantity: 2 }],
      },
    ])
    const after = (await again.rpc('my_profile')).data as { points: { balance: number } }
    expect(after.points.balance).toBe(260)
  })

  it('has one account, however often and at however many devices at once', async () => {
    const guests = await Promise.all(Array.from({ length: 4 }, () => signIn(card)))
    const ids = await Promise.all(guests.map(async (guest) => (await guest.auth.getUser()).data.user?.id))
    expect(new Set(ids).size).toBe(1)
    expect(await one(db, 'select user_id from public.cards where id = $1', [card.id])).toBe(ids[0])
  })

  it('sees what the batch offers and nothing that is offered to members', async () => {
    await makeOfferedSku(db, batch.tenant, 50, 10)
    const guest = await signIn(card)
    const offers = await guest.from('sku_offers').select('sku_id, price_points')
    expect(offers.data).toEqual([{ sku_id: moonCakes.skuId, price_points: 120 }])
    const found = (await guest.rpc('search_products', { query: null, category: null, sort: null, cursor: null }))
      .data as {
      items: { product_id: string }[]
    }
    expect(found.items.map(({ product_id }) => product_id)).toEqual([moonCakes.productId])
  })

  it('sees the card and its batch, no other card and no number', async () => {
    await addCards(db, batch.id, 2)
    await makeBatch(db)
    const guest = await signIn(card)
    expect((await guest.from('cards').select('id')).data).toEqual([{ id: card.id }])
    expect((await guest.from('card_batches').select('id')).data).toEqual([{ id: batch.id }])
    expect((await guest.from('cards').select('number')).error?.code).toBe('42501')
    expect((await guest.from('card_events').select('id')).error?.code).toBe('42501')
  })

  it('sees nothing of the company’s people and points', async () => {
    const member = await makeMember(db, batch.tenant)
    const guest = await signIn(card)
    for (const relation of ['members', 'member_roles', 'departments', 'groups', 'grants']) {
      const { data } = await guest.from(relation).select('*').limit(5)
      expect(data ?? [], relation).toEqual([])
    }
    const lots = await guest.from('point_lots').select('account_id')
    expect(lots.data).toHaveLength(1)
    expect(lots.data?.[0]?.account_id).not.toBe(member.accountId)
  })

  it('cannot use another card’s address, nor see or cancel its order', async () => {
    const [second] = await addCards(db, batch.id, 1)
    const owner = await signIn(card)
    const addressId = await saveAddress(owner)
    const order = (await placeOrder(owner, addressId)).data as { order_id: string }

    const other = await signIn(second!)
    expect((await placeOrder(other, addressId)).error?.code).toBe('address_not_found')
    expect((await other.from('orders').select('id')).data).toEqual([])
    expect((await other.from('addresses').select('id')).data).toEqual([])
    expect((await other.rpc('cancel_order', { order_id: order.order_id })).error?.code).toBe('order_not_found')
    expect((await other.rpc('delete_address', { address_id: addressId })).error?.code).toBe('address_not_found')
  })

  it('is out at the next call when the card is frozen', async () => {
    const guest = await signIn(card)
    const addressId = await saveAddress(guest)
    await db.query(`update public.cards set status = 'frozen' where id = $1`, [card.id])
    expect((await guest.rpc('my_profile')).error?.code).toBe('card_frozen')
    expect((await placeOrder(guest, addressId)).error?.code).toBe('card_frozen')
    expect((await guest.from('sku_offers').select('sku_id')).data).toEqual([])
    expect((await guest.from('addresses').select('id')).data).toEqual([])
  })
})

describe('POST /functions/v1/auth/card', () => {
  it('answers a wrong PIN and an unknown card alike', async () => {
    const answers = []
    for (const body of [
      { card_no: card.number, pin: '00000000' },
      { card_no: '9999 9999 9999 9999', pin: card.pin },
    ]) {
      const response = await post(body)
      answers.push({ status: response.status, body: await response.text() })
    }
    expect(answers[0]).toEqual(answers[1])
    expect(answers[0]).toMatchObject({ status: 401 })
    expect(JSON.parse(answers[0]!.body)).toMatchObject({ code: 'card_credentials_invalid', details: null })
  })

  it('does not believe the address that a caller claims', async () => {
    for (let i = 0; i < 5; i++) await post({ card_no: card.number, pin: '00000000' })
    const response = await fetch(`${stackFacts().functionsUrl}/auth/card`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': '198.51.100.9' },
      body: JSON.stringify({ card_no: card.number, pin: card.pin }),
    })
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    const sources = await one(
      db,
      `select count(*) from private.sign_in_attempts where bucket = 'source' and key = private.source_key('198.51.100.9')`,
    )
    expect(sources).toBe(0)
  })

  it('understands the number as typed', async () => {
    const response = await post({ card_no: card.number.replace(/(.{4})/g, '$1 '), pin: card.pin.toLowerCase() })
    expect(response.status).toBe(200)
  })
})

describe('accounts of cards', () => {
  it('cannot be signed in to by password', async () => {
    await signIn(card)
    const { error } = await apiClient().auth.signInWithPassword({
      email: `card-${card.id}@cards.invalid`,
      password: card.pin,
    })
    expect(error?.code).toBe('invalid_credentials')
  })

  it('are nobody’s for a visitor with the publishable key', async () => {
    const { error } = await apiClient().rpc('authenticate_card', {
      card_no: card.number,
      pin: card.pin,
      source: '1.2.3.4',
    })
    expect(error).not.toBeNull()
  })
})
