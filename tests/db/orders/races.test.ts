import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder } from '../../support/order-calls.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import {
  balanceOf,
  makeCrowd,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  stockUp,
  unitsInStock,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

/** The code of a refusal, or the state of the answer. Anything else, such as a deadlock, fails the test. */
const outcomeOf = (call: Promise<{ state: string }>): Promise<string> =>
  call.then(
    ({ state }) => state,
    (error: unknown) => readRefusal(error).code,
  )

const tally = (outcomes: string[]) =>
  outcomes.reduce<Record<string, number>>(
    (counts, outcome) => ({ ...counts, [outcome]: (counts[outcome] ?? 0) + 1 }),
    {},
  )

describe('at once', () => {
  it('two orders for the last unit: one gets it, the other is told that it is sold out', async () => {
    const buyers = await makeCrowd(db, tenant, 2, 100)
    const sku = await makeOfferedSku(db, tenant, 10, 1)
    const outcomes = await onConnections(2, (connection, index) =>
      outcomeOf(placeOrder(connection, buyers[index]!, [line(sku, 1, 10)])),
    )
    expect(tally(outcomes)).toEqual({ paid: 1, out_of_stock: 1 })
    expect(await unitsInStock(db, sku)).toBe(0)
  })

  it('two orders for the last points: one is paid, the other is told that they do not suffice', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const skus = [await makeOfferedSku(db, tenant, 80, 5), await makeOfferedSku(db, tenant, 80, 5)]
    const outcomes = await onConnections(2, (connection, index) =>
      outcomeOf(placeOrder(connection, buyer, [line(skus[index]!, 1, 80)])),
    )
    expect(tally(outcomes)).toEqual({ paid: 1, insufficient_points: 1 })
    expect(await balanceOf(db, buyer.accountId)).toBe(20)
  })

  it('orders up to the purchase limit: never one unit more', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 100, { max_per_buyer: 5 })
    const outcomes = await onConnections(20, (connection) =>
      outcomeOf(placeOrder(connection, buyer, [line(sku, 1, 10)])),
    )
    expect(tally(outcomes)).toEqual({ paid: 5, purchase_limit_exceeded: 15 })
  })

  it('ten cancellations of one order: one refund, ten identical answers', async () => {
    const buyer = await makeShopper(db, tenant, 100)
    const sku = await makeOfferedSku(db, tenant, 30, 5)
    const { order_id } = await placeOrder(db, buyer, [line(sku, 2, 30)])
    const answers = await onConnections(10, (connection) => cancelOrder(connection, buyer.caller, order_id))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toEqual({ order_id, state: 'cancelled', refunded_points: 60 })
    expect(await balanceOf(db, buyer.accountId)).toBe(100)
    expect(await unitsInStock(db, sku)).toBe(5)
  })

  it('cancelling and shipping: exactly one wins, and the order has one story', async () => {
    for (let round = 0; round < 10; round += 1) {
      const buyer = await makeShopper(db, tenant, 100)
      const sku = await makeOfferedSku(db, tenant, 30, 5)
      const { order_id } = await placeOrder(db, buyer, [line(sku, 1, 30)])
      const ship = (connection: pg.ClientBase) =>
        callFunction<{ state: string }>(connection, platform, 'advance_order', {
          order_id,
          to_state: 'shipped',
        })
      const outcomes = await onConnections(2, (connection, index) =>
        outcomeOf(index === 0 ? cancelOrder(connection, buyer.caller, order_id) : ship(connection)),
      )
      const state = await one(db, 'select state from public.orders where id = $1', [order_id])
      expect(outcomes).toEqual(
        state === 'cancelled' ? ['cancelled', 'invalid_request'] : ['order_not_cancellable', 'shipped'],
      )
      expect(await balanceOf(db, buyer.accountId)).toBe(state === 'cancelled' ? 100 : 70)
      expect(await one(db, 'select count(*) from public.order_events where order_id = $1', [order_id])).toBe(2)
    }
  })

  it('orders of the same SKUs in opposite order, and their cancellations, never deadlock', async () => {
    const buyers = await makeCrowd(db, tenant, 16, 10_000)
    const skus: SkuFixture[] = []
    for (let index = 0; index < 6; index += 1) {
      const sku = await makeSku(db)
      await offer(db, tenant, sku, 1)
      await stockUp(db, sku, 5000, index % 2 === 0 ? 1 : 4)
      skus.push(sku)
    }
    const outcomes = await onConnections(16, async (connection, index) => {
      const results: string[] = []
      for (let round = 0; round < 12; round += 1) {
        const turned = [...skus.slice((index + round) % 6), ...skus.slice(0, (index + round) % 6)]
        const lines = (index % 2 === 0 ? turned : turned.reverse()).map((sku) => line(sku, 1 + (round % 3), 1))
        const { order_id } = await placeOrder(connection, buyers[index]!, lines)
        if (round % 3 === 0) results.push((await cancelOrder(connection, buyers[index]!.caller, order_id)).state)
        else results.push('paid')
      }
      return results
    })
    expect(tally(outcomes.flat())).toEqual({ paid: 128, cancelled: 64 })
  })

  it.each([1, 8])('200 buyers and 50 units in %i buckets: exactly 50 are sold', async (buckets) => {
    const buyers = await makeCrowd(db, tenant, 200, 10)
    const sku = await makeSku(db)
    await offer(db, tenant, sku, 10)
    await stockUp(db, sku, 50, buckets)
    const outcomes = await onConnections(20, async (connection, index) => {
      const results: string[] = []
      for (const buyer of buyers.slice(index * 10, index * 10 + 10))
        results.push(await outcomeOf(placeOrder(connection, buyer, [line(sku, 1, 10)])))
      return results
    })
    expect(tally(outcomes.flat())).toEqual({ paid: 50, out_of_stock: 150 })
    expect(await unitsInStock(db, sku)).toBe(0)
  })
})

describe('after all of it', () => {
  it('the ledger and the stock add up', async () => {
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
    const { rows } = await db.query(
      `select s.sku_id, s.bucket from public.stock s
       where s.sku_id in (select sku_id from public.offers where tenant_id = $1)
         and s.available <> (select sum(m.quantity) from public.stock_movements m where (m.sku_id, m.bucket) = (s.sku_id, s.bucket))`,
      [tenant.id],
    )
    expect(rows).toEqual([])
  })
})
