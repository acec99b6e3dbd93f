import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { line, placeOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  balanceOf,
  givePoints,
  insertRow,
  makeGuest,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  stockUp,
  unitsInStock,
} from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

/** What a failed order must leave untouched. */
const traces = async () =>
  JSON.stringify(
    (
      await db.query(
        `select (select count(*) from public.orders where tenant_id = $1) as orders,
                (select count(*) from public.order_events where tenant_id = $1) as events,
                (select sum(balance) from public.ledger_accounts where tenant_id = $1) as points,
                (select count(*) from public.purchase_counters where tenant_id = $1) as counters,
                (select sum(available) from public.stock where sku_id in (select sku_id from public.offers where tenant_id = $1)) as stock`,
        [tenant.id],
      )
    ).rows[0],
  )

describe('an order', () => {
  it('takes points and stock, and keeps copies of what was sold', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeSku(db, {
      name: '龙井茶',
      translations: { en: { name: 'Longjing tea', description: 'Long text' } },
    })
    await db.query(
      `update public.skus set options = '[{"name": "规格", "value": "罐"}]', translations = '{"en": {"options": [{"name": "Pack", "value": "Tin"}]}}' where id = $1`,
      [sku.skuId],
    )
    await insertRow(db, 'product_media', { product_id: sku.productId, path: 'products/tea-2.webp', position: 2 })
    await insertRow(db, 'product_media', { product_id: sku.productId, path: 'products/tea-1.webp', position: 1 })
    await offer(db, tenant, sku, 120)
    await stockUp(db, sku, 10)

    const placed = await placeOrder(db, buyer, [line(sku, 3, 120)])

    expect(placed).toMatchObject({ state: 'paid', total_points: 360 })
    expect(placed.order_no).toMatch(/^\d{16}$/)
    expect(await balanceOf(db, buyer.accountId)).toBe(640)
    expect(await unitsInStock(db, sku)).toBe(7)
    const { lines, events, order } = await actAs(db, buyer.caller, async () => ({
      lines: (await db.query('select * from public.order_lines')).rows,
      events: (await db.query('select from_state, to_state from public.order_events')).rows,
      order: (await db.query('select state, total_points, address from public.orders')).rows[0],
    }))
    expect(lines).toMatchObject([
      {
        line_no: 1,
        name: '龙井茶',
        options: [{ name: '规格', value: '罐' }],
        translations: { en: { name: 'Longjing tea', options: [{ name: 'Pack', value: 'Tin' }] } },
        image_path: 'products/tea-1.webp',
        quantity: 3,
        unit_points: 120,
        total_points: 360,
      },
    ])
    expect(events).toEqual([{ from_state: null, to_state: 'paid' }])
    expect(order).toMatchObject({
      state: 'paid',
      total_points: 360,
      address: { recipient: '王小明', city: '上海市' },
    })
  })

  it('takes its SKUs out of the cart and leaves the others there', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const [taken, left] = [await makeOfferedSku(db, tenant, 10, 5), await makeOfferedSku(db, tenant, 10, 5)]
    const cart = [taken, left].map(({ skuId }) => ({ sku_id: skuId, quantity: 2 }))
    await callFunction(db, buyer.caller, 'save_cart', { lines: cart })
    await placeOrder(db, buyer, [line(taken, 1, 10)])
    const { rows } = await db.query('select sku_id from public.cart_lines where buyer_id = $1', [buyer.id])
    expect(rows).toEqual([{ sku_id: left.skuId }])
  })

  it('needs no address for what is not shipped', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const voucher = await makeSku(db, { kind: 'virtual', name: '咖啡券' })
    await offer(db, tenant, voucher, 50)
    await stockUp(db, voucher, 1)
    const placed = await placeOrder(db, { caller: buyer.caller }, [line(voucher, 1, 50)])
    expect(await one(db, 'select address from public.orders where id = $1', [placed.order_id])).toBeNull()
  })

  it('is placed by a guest with what his card may buy, and by nobody else', async () => {
    const guest = await makeGuest(db, tenant, 500)
    const forCard = await makeSku(db, { kind: 'virtual' })
    await offer(db, tenant, forCard, 200, { audience_kind: 'card_batch', audience_id: guest.batchId })
    await stockUp(db, forCard, 5)
    const forMembers = await makeOfferedSku(db, tenant, 200, 5)

    expect(await placeOrder(db, guest, [line(forCard, 2, 200)])).toMatchObject({ total_points: 400 })
    expect(await balanceOf(db, guest.accountId)).toBe(100)
    expect(await refusalOf(placeOrder(db, guest, [line(forMembers, 1, 200)]))).toMatchObject({
      code: 'offer_unavailable',
    })
    const member = await makeShopper(db, tenant, 500)
    expect(await refusalOf(placeOrder(db, member, [line(forCard, 1, 200)]))).toMatchObject({
      code: 'offer_unavailable',
    })
  })

  it('is paid out of several lots, soonest-expiring first, even over several lines', async () => {
    const buyer = await makeShopper(db, tenant, 0)
    const [first, second] = [await makeOfferedSku(db, tenant, 70, 5), await makeOfferedSku(db, tenant, 50, 5)]
    await givePoints(db, tenant, buyer, 100, { validity_days: 60 })
    await givePoints(db, tenant, buyer, 100, { validity_days: 10 })
    await placeOrder(db, buyer, [line(first, 1, 70), line(second, 1, 50)])
    const { rows } = await db.query(
      'select remaining from public.point_lots where account_id = $1 order by expires_at',
      [buyer.accountId],
    )
    expect(rows).toEqual([{ remaining: 0 }, { remaining: 80 }])
  })
})

describe('an order that is refused leaves nothing behind when', () => {
  const refused = async (
    code: string,
    details: Record<string, unknown>,
    call: () => Promise<unknown>,
  ): Promise<void> => {
    const before = await traces()
    const refusal = await refusalOf(call())
    expect(refusal.code).toBe(code)
    expect(refusal.details).toMatchObject(details)
    expect(await traces()).toBe(before)
  }

  it('the points do not suffice', async () => {
    const buyer = await makeShopper(db, tenant, 99)
    const sku = await makeOfferedSku(db, tenant, 50, 5)
    await refused('insufficient_points', { needed: 100, available: 99 }, () =>
      placeOrder(db, buyer, [line(sku, 2, 50)]),
    )
  })

  it('the points would have sufficed but have expired', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const sku = await makeOfferedSku(db, tenant, 50, 5)
    const later = new Date(Date.now() + 400 * 86_400_000).toISOString()
    await refused('points_expired', { needed: 50, available: 0, expired: 100 }, () =>
      placeOrder(db, buyer, [line(sku, 1, 50)], undefined, later),
    )
  })

  it('one of its SKUs is sold out, even when the others are not', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const [plenty, scarce] = [await makeOfferedSku(db, tenant, 10, 9), await makeOfferedSku(db, tenant, 10, 1)]
    await refused('out_of_stock', { sku_id: scarce.skuId, available: 1 }, () =>
      placeOrder(db, buyer, [line(plenty, 2, 10), line(scarce, 2, 10)]),
    )
  })

  it('the price is not the one the buyer saw', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const [same, dearer] = [await makeOfferedSku(db, tenant, 10, 9), await makeOfferedSku(db, tenant, 30, 9)]
    await refused('price_changed', { lines: [{ sku_id: dearer.skuId, was: 20, now: 30 }] }, () =>
      placeOrder(db, buyer, [line(same, 1, 10), line(dearer, 1, 20)]),
    )
  })

  it('goods are to be shipped and no address is named, or one that is not the buyer’s own', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const colleague = await makeShopper(db, tenant)
    const sku = await makeOfferedSku(db, tenant, 10, 9)
    await refused('address_required', {}, () => placeOrder(db, { caller: buyer.caller }, [line(sku, 1, 10)]))
    await refused('address_not_found', {}, () =>
      placeOrder(db, { caller: buyer.caller, addressId: colleague.addressId }, [line(sku, 1, 10)]),
    )
  })

  it.each([
    ['belongs to another company', { other: true }],
    ['is paused', { status: 'paused' }],
    ['has ended', { valid_from: '2020-01-01', valid_to: '2020-02-01' }],
    ['has not begun', { valid_from: '2090-01-01' }],
  ])('the offer %s', async (_, columns: Record<string, unknown>) => {
    const buyer = await makeShopper(db, tenant, 1000)
    const { other, ...terms } = columns
    const sku = await makeOfferedSku(db, other ? await makeRichTenant(db) : tenant, 10, 9, terms)
    await refused('offer_unavailable', { sku_id: sku.skuId }, () => placeOrder(db, buyer, [line(sku, 1, 10)]))
  })

  it.each(['products', 'skus'])('the platform has withdrawn it (%s)', async (table) => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 9)
    await db.query(`update public.${table} set status = 'withdrawn' where id = any ($1)`, [[sku.productId, sku.skuId]])
    await refused('offer_unavailable', { sku_id: sku.skuId }, () => placeOrder(db, buyer, [line(sku, 1, 10)]))
  })
})
