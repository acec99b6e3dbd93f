import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { line, type PlacedOrder, type Quote } from '../../support/order-calls.ts'
import { givePoints, makeOfferedSku, makeRichTenant, somewhere, type SkuFixture } from '../../support/shop-fixture.ts'
import { apiClient, signInAsNewMember } from '../../support/sign-in.ts'
import { one } from '../../support/tenant-fixture.ts'

let db: pg.Client
let client: SupabaseClient
let memberId: string
let tea: SkuFixture
let cake: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeRichTenant(db)
  const member = await signInAsNewMember(db, tenant)
  await givePoints(db, tenant, member, 1000)
  client = member.client
  memberId = member.id
  tea = await makeOfferedSku(db, tenant, 100, 10)
  cake = await makeOfferedSku(db, tenant, 60, 10)
})
afterAll(() => db.end())

/** Calls a function that must succeed. */
async function call<T>(name: string, args: Record<string, unknown>, by: SupabaseClient = client): Promise<T> {
  const { data, error } = await by.rpc(name, args)
  if (error) throw new Error(`${name}: ${error.code} ${error.message}`)
  return data as T
}

describe('a member redeems points', () => {
  it('from the cart to the order, ships it, and cancels another', async () => {
    const cart = await call<{ lines: { sku_id: string }[] }>('save_cart', {
      lines: [
        { sku_id: tea.skuId, quantity: 2 },
        { sku_id: cake.skuId, quantity: 1 },
      ],
    })
    expect(cart.lines).toHaveLength(2)
    const { data: kept } = await client.from('cart_lines').select('sku_id, quantity, added_at')
    expect(kept).toHaveLength(2)

    const address = await call<{ id: string; is_default: boolean }>('save_address', { address: somewhere })
    expect(address.is_default).toBe(true)

    const lines = [line(tea, 2, 100), line(cake, 1, 60)]
    const quote = await call<Quote>('quote_order', { request: { lines, address_id: address.id } })
    expect(quote).toMatchObject({ total_points: 260, spendable_points: 1000, orderable: true })
    expect(quote.lots).toMatchObject([{ amount: 260 }])

    const key = randomUUID()
    const request = { lines, address_id: address.id, note: '请周末送' }
    const placed = await call<PlacedOrder>('place_order', { request, idempotency_key: key })
    expect(placed).toMatchObject({ state: 'paid', total_points: 260 })
    expect(await call('place_order', { request, idempotency_key: key })).toEqual(placed)
    expect((await client.from('cart_lines').select('sku_id')).data).toEqual([])

    const { data: order, error } = await client
      .from('orders')
      .select(
        'id, order_no, state, total_points, placed_at, updated_at, address, note, order_lines(line_no, sku_id, product_id, name, options, translations, image_path, quantity, unit_points, total_points), order_events(id, seq, from_state, to_state, at, note)',
      )
      .eq('id', placed.order_id)
      .single()
    expect(error).toBeNull()
    expect(order).toMatchObject({
      order_no: placed.order_no,
      note: '请周末送',
      address: { recipient: '王小明' },
      order_events: [{ from_state: null, to_state: 'paid' }],
    })
    expect((order as unknown as { order_lines: unknown[] }).order_lines).toHaveLength(2)

    const platform = apiClient('secret')
    await call('advance_order', { order_id: placed.order_id, to_state: 'shipped', note: '顺丰 SF123' }, platform)
    const late = await client.rpc('cancel_order', { order_id: placed.order_id })
    expect(late.error).toMatchObject({ code: 'order_not_cancellable' })
    expect(late.status).toBe(409)

    const second = await call<PlacedOrder>('place_order', {
      request: { lines: [line(cake, 1, 60)], address_id: address.id },
      idempotency_key: randomUUID(),
    })
    expect(await call('cancel_order', { order_id: second.order_id })).toEqual({
      order_id: second.order_id,
      state: 'cancelled',
      refunded_points: 60,
    })
    const balance = await one<number>(
      db,
      'select balance from public.ledger_accounts where id = private.member_account_id($1)',
      [memberId],
    )
    expect(balance).toBe(740)

    expect(await call('delete_address', { address_id: address.id })).toEqual({ id: address.id })
    expect((await client.from('addresses').select('id')).data).toEqual([])
  })
})

describe('a member is refused by a code with its status and details', () => {
  const refused = async (name: string, args: Record<string, unknown>) => {
    const { error, status } = await client.rpc(name, args)
    return { code: error?.code, status, details: JSON.parse(error?.details ?? 'null') as unknown }
  }
  const place = (request: unknown, key: string = randomUUID()) =>
    refused('place_order', { request, idempotency_key: key })

  it('for requests that cannot be read', async () => {
    expect(await place(null)).toMatchObject({ code: 'invalid_request', status: 400 })
    expect(await place({ lines: [] })).toMatchObject({ code: 'empty_order', status: 400 })
    expect(await place({ lines: [line(tea, 0, 100)] })).toMatchObject({ code: 'invalid_quantity', status: 400 })
    expect(await place({ lines: [line(tea, 1, 100)] }, 'short')).toMatchObject({ code: 'invalid_request', status: 400 })
    expect(await refused('save_address', { address: { ...somewhere, phone: 'x' } })).toEqual({
      code: 'invalid_request',
      status: 400,
      details: { field: 'phone', problem: 'not_a_phone_number' },
    })
    expect(await refused('save_cart', { lines: { sku_id: tea.skuId } })).toMatchObject({ code: 'invalid_request' })
  })

  it('for what has changed since it was seen', async () => {
    expect(await place({ lines: [line(tea, 1, 90)] })).toEqual({
      code: 'price_changed',
      status: 409,
      details: { lines: [{ sku_id: tea.skuId, was: 90, now: 100 }] },
    })
    expect(await place({ lines: [{ sku_id: randomUUID(), quantity: 1, unit_points: 1 }] })).toMatchObject({
      code: 'offer_unavailable',
      status: 409,
    })
  })

  it('for what is missing', async () => {
    expect(await place({ lines: [line(tea, 1, 100)] })).toMatchObject({ code: 'address_required', status: 400 })
    expect(await place({ lines: [line(tea, 1, 100)], address_id: randomUUID() })).toMatchObject({
      code: 'address_not_found',
      status: 404,
    })
    const { data } = await client.rpc('save_address', { address: somewhere })
    const address_id = (data as { id: string }).id
    expect(await place({ lines: [line(tea, 999, 100)], address_id })).toMatchObject({
      code: 'insufficient_points',
      status: 402,
      details: { needed: 99_900 },
    })
    await db.query('update public.stock set available = 0 where sku_id = $1', [cake.skuId])
    expect(await place({ lines: [line(cake, 1, 60)], address_id })).toEqual({
      code: 'out_of_stock',
      status: 409,
      details: { sku_id: cake.skuId, available: 0 },
    })
    expect(await refused('cancel_order', { order_id: randomUUID() })).toMatchObject({
      code: 'order_not_found',
      status: 404,
    })
  })

  it('for what is the platform’s business', async () => {
    expect((await client.rpc('advance_order', { order_id: randomUUID(), to_state: 'shipped' })).error).not.toBeNull()
    expect((await client.rpc('restock', { sku_id: tea.skuId, quantity: 1 })).error).not.toBeNull()
    expect((await client.rpc('refresh_product_popularity')).error).not.toBeNull()
  })
})
