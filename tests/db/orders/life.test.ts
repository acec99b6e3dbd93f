import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, callFunction, platform } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { lotsOf } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  balanceOf,
  givePoints,
  makeGuest,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  unitsInStock,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

const advance = (orderId: string, toState: string | null, note: string | null = null) =>
  callFunction<{ state: string; refunded_points: number }>(db, platform, 'advance_order', {
    order_id: orderId,
    to_state: toState,
    note,
  })

/** An order of two units at 30 points, from a stock of five and a wallet of 100. */
async function anOrder(): Promise<{ orderId: string; buyer: ShopperFixture; sku: SkuFixture }> {
  const buyer = await makeShopper(db, tenant, 100)
  const sku = await makeOfferedSku(db, tenant, 30, 5)
  const { order_id } = await placeOrder(db, buyer, [line(sku, 2, 30)])
  return { orderId: order_id, buyer, sku }
}

describe('cancelling', () => {
  it('gives the points back to the very lots that paid, and the units to stock', async () => {
    const buyer = await makeShopper(db, tenant)
    await givePoints(db, tenant, buyer, 40, { validity_days: 9 })
    await givePoints(db, tenant, buyer, 100, { validity_days: 90 })
    const sku = await makeOfferedSku(db, tenant, 30, 5)
    const lots = await lotsOf(db, buyer.accountId)
    const { order_id } = await placeOrder(db, buyer, [line(sku, 2, 30)])
    expect(await lotsOf(db, buyer.accountId)).not.toEqual(lots)

    expect(await cancelOrder(db, buyer.caller, order_id)).toEqual({ order_id, state: 'cancelled', refunded_points: 60 })
    expect(await lotsOf(db, buyer.accountId)).toEqual(lots)
    expect(await unitsInStock(db, sku)).toBe(5)
  })

  it('twice gives the same answer and refunds once', async () => {
    const { orderId, buyer, sku } = await anOrder()
    const first = await cancelOrder(db, buyer.caller, orderId)
    expect(await cancelOrder(db, buyer.caller, orderId)).toEqual(first)
    expect(await balanceOf(db, buyer.accountId)).toBe(100)
    expect(await unitsInStock(db, sku)).toBe(5)
  })

  it.each(['shipped', 'delivered', 'completed', 'refunded'])('is refused once the order is %s', async (state) => {
    const { orderId, buyer } = await anOrder()
    for (const step of ['shipped', 'delivered', 'completed', 'refunded']) {
      await advance(orderId, step)
      if (step === state) break
    }
    expect(await refusalOf(cancelOrder(db, buyer.caller, orderId))).toMatchObject({
      code: 'order_not_cancellable',
      status: 409,
      details: { state },
    })
  })

  it('knows no order of a colleague, of a card, of another company, or of nobody', async () => {
    const { orderId } = await anOrder()
    const strangers = [
      (await makeShopper(db, tenant)).caller,
      (await makeGuest(db, tenant, 100)).caller,
      (await makeShopper(db, await makeRichTenant(db))).caller,
    ]
    for (const stranger of strangers)
      expect(await refusalOf(cancelOrder(db, stranger, orderId))).toMatchObject({
        code: 'order_not_found',
        status: 404,
      })
    expect((await refusalOf(cancelOrder(db, strangers[0]!, randomUUID()))).code).toBe('order_not_found')
  })
})

describe('advancing', () => {
  it('ships, delivers and completes, and the buyer reads the story', async () => {
    const { orderId, buyer } = await anOrder()
    await advance(orderId, 'shipped', '顺丰速运 SF1234567890')
    await advance(orderId, 'delivered')
    expect(await advance(orderId, 'completed')).toMatchObject({ state: 'completed', refunded_points: 0 })
    const story = await actAs(
      db,
      buyer.caller,
      async () =>
        (await db.query('select from_state, to_state, actor, note from public.order_events order by seq'))
          .rows as unknown,
    )
    expect(story).toEqual([
      { from_state: null, to_state: 'paid', actor: 'buyer', note: null },
      { from_state: 'paid', to_state: 'shipped', actor: 'platform', note: '顺丰速运 SF1234567890' },
      { from_state: 'shipped', to_state: 'delivered', actor: 'platform', note: null },
      { from_state: 'delivered', to_state: 'completed', actor: 'platform', note: null },
    ])
  })

  it('to the state it is in changes nothing', async () => {
    const { orderId } = await anOrder()
    await advance(orderId, 'shipped')
    await advance(orderId, 'shipped')
    const { rows } = await db.query('select from public.order_events where order_id = $1', [orderId])
    expect(rows).toHaveLength(2)
  })

  it('to refunded gives the points back, and no units that were sent out', async () => {
    const { orderId, buyer, sku } = await anOrder()
    await advance(orderId, 'shipped')
    expect(await advance(orderId, 'refunded', '包裹丢失')).toMatchObject({ state: 'refunded', refunded_points: 60 })
    expect(await balanceOf(db, buyer.accountId)).toBe(100)
    expect(await unitsInStock(db, sku)).toBe(3)
  })

  it('to cancelled is the platform’s way to cancel', async () => {
    const { orderId, buyer, sku } = await anOrder()
    expect(await advance(orderId, 'cancelled', '缺货')).toMatchObject({ state: 'cancelled', refunded_points: 60 })
    expect(await balanceOf(db, buyer.accountId)).toBe(100)
    expect(await unitsInStock(db, sku)).toBe(5)
  })

  it.each([
    ['delivered', 'invalid_request'],
    ['refunded', 'invalid_request'],
    ['awaiting_payment', 'invalid_request'],
    ['nonsense', 'invalid_request'],
    [null, 'invalid_request'],
  ])('from paid to %s is refused', async (toState, code) => {
    const { orderId, buyer } = await anOrder()
    expect((await refusalOf(advance(orderId, toState))).code).toBe(code)
    expect(await balanceOf(db, buyer.accountId)).toBe(40)
  })

  it('an unknown order, or with a note that is too long, is refused', async () => {
    expect((await refusalOf(advance(randomUUID(), 'shipped'))).code).toBe('order_not_found')
    expect((await refusalOf(advance(randomUUID(), 'shipped', 'x'.repeat(501)))).code).toBe('invalid_request')
  })

  it('is not for buyers', async () => {
    const { orderId, buyer } = await anOrder()
    const call = callFunction(db, buyer.caller, 'advance_order', { order_id: orderId, to_state: 'shipped' })
    await expect(call).rejects.toMatchObject({ code: '42501' })
  })
})

describe('the state of an order', () => {
  it('cannot be edited by hand, not even by the owner of the database', async () => {
    const { orderId } = await anOrder()
    await expect(db.query(`update public.orders set state = 'shipped' where id = $1`, [orderId])).rejects.toMatchObject(
      {
        code: '23514',
      },
    )
  })

  it('and its history cannot be changed by the platform’s role', async () => {
    const { orderId } = await anOrder()
    for (const sql of [
      `update public.orders set total_points = 1 where id = $1`,
      `delete from public.order_events where order_id = $1`,
      `update public.order_lines set quantity = 9 where order_id = $1`,
      `delete from public.stock_movements where order_id = $1`,
    ])
      await expect(actAs(db, platform, () => db.query(sql, [orderId]))).rejects.toMatchObject({ code: '42501' })
  })
})
