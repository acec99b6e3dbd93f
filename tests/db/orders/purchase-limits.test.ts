import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeOfferedSku, makeRichTenant, makeShopper } from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

describe('a limit per order', () => {
  it('holds for each order by itself', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_order: 2 })
    const refusal = await refusalOf(placeOrder(db, buyer, [line(sku, 3, 10)]))
    expect(refusal).toMatchObject({
      code: 'purchase_limit_exceeded',
      details: { sku_id: sku.skuId, limit: 2, already: 0 },
    })
    await placeOrder(db, buyer, [line(sku, 2, 10)])
    await placeOrder(db, buyer, [line(sku, 2, 10)])
  })
})

describe('a limit per buyer', () => {
  it('counts over all orders, and each buyer for himself', async () => {
    const [buyer, other] = [await makeShopper(db, tenant, 1000), await makeShopper(db, tenant, 1000)]
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_buyer: 3 })
    await placeOrder(db, buyer, [line(sku, 2, 10)])
    const refusal = await refusalOf(placeOrder(db, buyer, [line(sku, 2, 10)]))
    expect(refusal).toMatchObject({
      code: 'purchase_limit_exceeded',
      details: { sku_id: sku.skuId, limit: 3, already: 2 },
    })
    await placeOrder(db, buyer, [line(sku, 1, 10)])
    await placeOrder(db, other, [line(sku, 3, 10)])
  })

  it('is refused at the first order too', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_buyer: 3 })
    expect(await refusalOf(placeOrder(db, buyer, [line(sku, 4, 10)]))).toMatchObject({ details: { already: 0 } })
  })

  it('gets back what a cancelled order took', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 30, { max_per_buyer: 3 })
    const { order_id } = await placeOrder(db, buyer, [line(sku, 3, 10)])
    await cancelOrder(db, buyer.caller, order_id)
    await cancelOrder(db, buyer.caller, order_id)
    await placeOrder(db, buyer, [line(sku, 3, 10)])
    expect((await refusalOf(placeOrder(db, buyer, [line(sku, 1, 10)]))).code).toBe('purchase_limit_exceeded')
  })

  it('gets nothing back for an order from before there was a limit', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 30)
    const { order_id } = await placeOrder(db, buyer, [line(sku, 3, 10)])
    await db.query('update public.offers set max_per_buyer = 3 where tenant_id = $1 and sku_id = $2', [
      tenant.id,
      sku.skuId,
    ])
    await placeOrder(db, buyer, [line(sku, 3, 10)])
    await cancelOrder(db, buyer.caller, order_id)
    expect((await refusalOf(placeOrder(db, buyer, [line(sku, 1, 10)]))).code).toBe('purchase_limit_exceeded')
  })

  it('takes nothing when the order fails for another reason', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 1, { max_per_buyer: 3 })
    expect((await refusalOf(placeOrder(db, buyer, [line(sku, 3, 10)]))).code).toBe('out_of_stock')
    const { rows } = await db.query('select from public.purchase_counters where buyer_id = $1', [buyer.id])
    expect(rows).toEqual([])
  })
})
