import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onConnections, openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import { balanceOf, makeOfferedSku, makeRichTenant, makeShopper, unitsInStock } from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

describe('the same key', () => {
  it('with the same request gives the first answer and orders once', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 5)
    const key = randomUUID()
    const first = await placeOrder(db, buyer, [line(sku, 2, 10)], key)
    expect(await placeOrder(db, buyer, [line(sku, 2, 10)], key)).toEqual(first)
    expect(await balanceOf(db, buyer.accountId)).toBe(980)
    expect(await unitsInStock(db, sku)).toBe(3)
  })

  it('still gives the first answer when the offer has ended, the points are gone and the order is cancelled', async () => {
    const buyer = await makeShopper(db, tenant, 20)
    const sku = await makeOfferedSku(db, tenant, 10, 2)
    const key = randomUUID()
    const first = await placeOrder(db, buyer, [line(sku, 2, 10)], key)
    await cancelOrder(db, buyer.caller, first.order_id)
    await db.query(`update public.offers set status = 'ended' where tenant_id = $1 and sku_id = $2`, [
      tenant.id,
      sku.skuId,
    ])
    expect(await placeOrder(db, buyer, [line(sku, 2, 10)], key)).toEqual(first)
  })

  it('with another cart is refused and orders nothing', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 5)
    const key = randomUUID()
    await placeOrder(db, buyer, [line(sku, 1, 10)], key)
    const refusal = await refusalOf(placeOrder(db, buyer, [line(sku, 2, 10)], key))
    expect(refusal).toMatchObject({ code: 'idempotency_mismatch', status: 409 })
    expect(await unitsInStock(db, sku)).toBe(4)
  })

  it('of another buyer is another key', async () => {
    const [first, second] = [await makeShopper(db, tenant, 100), await makeShopper(db, tenant, 100)]
    const sku = await makeOfferedSku(db, tenant, 10, 5)
    const key = randomUUID()
    const orders = [
      await placeOrder(db, first, [line(sku, 1, 10)], key),
      await placeOrder(db, second, [line(sku, 1, 10)], key),
    ]
    expect(orders[0]!.order_id).not.toBe(orders[1]!.order_id)
  })

  it('is free again when its order failed', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const sku = await makeOfferedSku(db, tenant, 10, 1)
    const key = randomUUID()
    expect((await refusalOf(placeOrder(db, buyer, [line(sku, 2, 10)], key))).code).toBe('out_of_stock')
    expect(await placeOrder(db, buyer, [line(sku, 1, 10)], key)).toMatchObject({ total_points: 10 })
  })

  it('a hundred times at once makes one order and a hundred identical answers', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 50)
    const key = randomUUID()
    const answers = await onConnections(50, async (connection) => [
      await placeOrder(connection, buyer, [line(sku, 1, 10)], key),
      await placeOrder(connection, buyer, [line(sku, 1, 10)], key),
    ])
    expect(answers.flat()).toHaveLength(100)
    expect(new Set(answers.flat().map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await one(db, 'select count(*) from public.orders where buyer_id = $1', [buyer.id])).toBe(1)
    expect(await balanceOf(db, buyer.accountId)).toBe(990)
    expect(await unitsInStock(db, sku)).toBe(49)
  })

  it('at once with many different carts makes one order and refuses the others', async () => {
    const buyer = await makeShopper(db, tenant, 10_000)
    const sku = await makeOfferedSku(db, tenant, 10, 5000)
    const key = randomUUID()
    const outcomes = await onConnections(25, async (connection, index) =>
      placeOrder(connection, buyer, [line(sku, index + 1, 10)], key).then(
        () => 'placed',
        async (error: unknown) => (await refusalOf(Promise.reject(error as Error))).code,
      ),
    )
    expect(outcomes.filter((outcome) => outcome === 'placed')).toHaveLength(1)
    expect(outcomes.filter((outcome) => outcome === 'idempotency_mismatch')).toHaveLength(24)
  })
})
