import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { line, placeOrder, quoteOrder } from '../../support/order-calls.ts'
import {
  givePoints,
  insertRow,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  stockUp,
} from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

describe('a quote', () => {
  it('prices the lines, names the lots that would pay in their order, and says that it can be ordered', async () => {
    const buyer = await makeShopper(db, tenant)
    const later = await givePoints(db, tenant, buyer, 500, { validity_days: 60, name: `端午 ${randomUUID()}` })
    const sooner = await givePoints(db, tenant, buyer, 100, { validity_days: 6, name: `生日 ${randomUUID()}` })
    const [tea, cake] = [await makeOfferedSku(db, tenant, 70, 5), await makeOfferedSku(db, tenant, 50, 500)]
    const quote = await quoteOrder(db, buyer.caller, {
      lines: [line(tea, 1, 70), { sku_id: cake.skuId, quantity: 2 }],
      address_id: buyer.addressId,
    })
    expect(quote).toMatchObject({
      total_points: 170,
      spendable_points: 600,
      shortfall: 0,
      problems: [],
      orderable: true,
      lots: [
        { lot_id: sooner, amount: 100 },
        { lot_id: later, amount: 70 },
      ],
      lines: [
        { line_no: 1, unit_points: 70, total_points: 70, available: 5, max_quantity: 5, problem: null },
        { line_no: 2, unit_points: 50, total_points: 100, available: 99, max_quantity: 999, problem: null },
      ],
    })
    expect(quote.lots[0]!.programme_name).toContain('生日')
  })

  it('changes nothing', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const sku = await makeOfferedSku(db, tenant, 10, 5, { max_per_buyer: 2 })
    const state = () =>
      one(
        db,
        `select array[(select sum(available) from public.stock where sku_id = $1), (select balance from public.ledger_accounts where id = $2),
                      (select count(*) from public.orders where buyer_id = $3), (select count(*) from public.purchase_counters where buyer_id = $3)]::text`,
        [sku.skuId, buyer.accountId, buyer.id],
      )
    const before = await state()
    await quoteOrder(db, buyer.caller, { lines: [line(sku, 1, 10)] })
    expect(await state()).toBe(before)
  })

  it('prefers points of restricted use where they may pay', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const [tea, cake] = [await makeOfferedSku(db, tenant, 60, 5), await makeOfferedSku(db, tenant, 60, 5)]
    const parent = await insertRow(db, 'categories', { name: '饮品' })
    await db.query('update public.categories set parent_id = $1 where id = $2', [parent, tea.categoryId])
    const forDrinks = await givePoints(db, tenant, buyer, 100, { scope: 'categories', scope_ids: [parent] })
    const quote = (sku: typeof tea) =>
      quoteOrder(db, buyer.caller, { lines: [line(sku, 2, 60)], address_id: buyer.addressId })
    expect((await quote(tea)).lots).toMatchObject([{ lot_id: forDrinks, amount: 100 }, { amount: 20 }])
    expect(await quote(cake)).toMatchObject({ spendable_points: 100, shortfall: 20, orderable: false })
  })
})

describe('a quote says per line', () => {
  const problemOf = async (
    sku: { skuId: string },
    quantity: number,
    unitPoints?: number,
    buyer?: Awaited<ReturnType<typeof makeShopper>>,
  ) => {
    const { caller } = buyer ?? (await makeShopper(db, tenant, 10_000))
    const quote = await quoteOrder(db, caller, {
      lines: [{ sku_id: sku.skuId, quantity, ...(unitPoints === undefined ? {} : { unit_points: unitPoints }) }],
    })
    expect(quote.orderable).toBe(false)
    return quote.lines[0]!
  }

  it('that an offer cannot be bought, and nothing else about it', async () => {
    const foreign = await makeOfferedSku(db, await makeRichTenant(db), 10, 7)
    for (const sku of [foreign, { skuId: randomUUID() }])
      expect(await problemOf(sku, 1)).toMatchObject({
        name: null,
        product_id: null,
        unit_points: null,
        available: 0,
        max_quantity: 0,
        problem: { code: 'offer_unavailable', details: { sku_id: sku.skuId } },
      })
  })

  it('that fewer units are left', async () => {
    const sku = await makeOfferedSku(db, tenant, 10, 3)
    expect(await problemOf(sku, 4)).toMatchObject({
      max_quantity: 3,
      problem: { code: 'out_of_stock', details: { available: 3 } },
    })
  })

  it('that it is more than one order may have', async () => {
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_order: 2 })
    expect(await problemOf(sku, 3)).toMatchObject({
      max_quantity: 2,
      problem: { code: 'purchase_limit_exceeded', details: { limit: 2, already: 0 } },
    })
  })

  it('that it is more than the buyer may have, with what he has already', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_buyer: 5 })
    await placeOrder(db, buyer, [line(sku, 3, 10)])
    expect(await problemOf(sku, 3, 10, buyer)).toMatchObject({
      max_quantity: 2,
      problem: { code: 'purchase_limit_exceeded', details: { limit: 5, already: 3 } },
    })
  })

  it('that the price has changed', async () => {
    const sku = await makeOfferedSku(db, tenant, 12, 30)
    expect(await problemOf(sku, 1, 10)).toMatchObject({
      unit_points: 12,
      problem: { code: 'price_changed', details: { lines: [{ was: 10, now: 12 }] } },
    })
  })
})

describe('a quote of nothing that can be bought', () => {
  it('costs nothing, whatever points the buyer has', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const { categoryId } = await makeSku(db)
    await givePoints(db, tenant, buyer, 100, { scope: 'categories', scope_ids: [categoryId] })
    const quote = await quoteOrder(db, buyer.caller, { lines: [{ sku_id: randomUUID(), quantity: 1 }] })
    expect(quote).toMatchObject({ total_points: 0, shortfall: 0, lots: [], problems: [], orderable: false })
  })
})

describe('a quote says of the whole order', () => {
  it('that points are missing, how many, and that an address is', async () => {
    const buyer = await makeShopper(db, tenant, 30)
    const sku = await makeOfferedSku(db, tenant, 50, 5)
    const quote = await quoteOrder(db, buyer.caller, { lines: [line(sku, 1, 50)] })
    expect(quote).toMatchObject({ shortfall: 20, spendable_points: 30, orderable: false })
    expect(quote.problems).toEqual([
      { code: 'insufficient_points', details: { needed: 50, available: 30 } },
      { code: 'address_required', details: {} },
    ])
  })

  it('that the points have expired', async () => {
    const buyer = await makeShopper(db, tenant, 80)
    const sku = await makeOfferedSku(db, tenant, 50, 5)
    const later = new Date(Date.now() + 400 * 86_400_000).toISOString()
    const quote = await quoteOrder(db, buyer.caller, { lines: [line(sku, 1, 50)], address_id: buyer.addressId }, later)
    expect(quote.problems).toEqual([{ code: 'points_expired', details: { needed: 50, available: 0, expired: 80 } }])
  })

  it('that the address is not the buyer’s', async () => {
    const [buyer, colleague] = [await makeShopper(db, tenant, 80), await makeShopper(db, tenant)]
    const sku = await makeOfferedSku(db, tenant, 50, 5)
    const quote = await quoteOrder(db, buyer.caller, { lines: [line(sku, 1, 50)], address_id: colleague.addressId })
    expect(quote.problems).toEqual([{ code: 'address_not_found', details: {} }])
  })

  it('nothing about an address where nothing is shipped', async () => {
    const buyer = await makeShopper(db, tenant, 80)
    const voucher = await makeSku(db, { kind: 'virtual' })
    await offer(db, tenant, voucher, 50)
    await stockUp(db, voucher, 2)
    expect(await quoteOrder(db, buyer.caller, { lines: [line(voucher, 1, 50)] })).toMatchObject({ orderable: true })
  })
})
