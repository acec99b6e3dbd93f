import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { actAs, type Caller } from '../../support/act-as.ts'
import { search } from '../../support/catalog-calls.ts'
import { openDatabase } from '../../support/database.ts'
import { quoteOrder } from '../../support/order-calls.ts'
import {
  insertRow,
  makeGuest,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  stockUp,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { makeDepartment, makeGroup, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let branch: string
let team: string
let buyer: ShopperFixture
let groups: string[]
let sku: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  branch = await makeDepartment(db, tenant.id, '分公司', tenant.departmentId)
  team = await makeDepartment(db, tenant.id, '小组', branch)
  buyer = await makeShopper(db, tenant, 10_000, { department_id: team })
  groups = [await makeGroup(db, tenant.id, '摄影社', [buyer.id]), await makeGroup(db, tenant.id, '羽毛球', [buyer.id])]
})
afterAll(() => db.end())

/** The price of `sku` as the view, the search and the quote say it; they must agree. */
async function priceFor(caller: Caller): Promise<number> {
  const { rows } = await actAs(db, caller, () =>
    db.query<{ price_points: number; offer_id: string }>(
      'select price_points, offer_id from public.sku_offers where sku_id = $1',
      [sku.skuId],
    ),
  )
  expect(rows).toHaveLength(1)
  const price = rows[0]!.price_points
  const found = (await search(db, caller)).items.find(({ product_id }) => product_id === sku.productId)
  expect(found).toMatchObject({ price_from: price, price_to: price })
  const quote = await quoteOrder(db, caller, { lines: [{ sku_id: sku.skuId, quantity: 1 }] })
  expect(quote.lines[0]!.unit_points).toBe(price)
  return price
}

const department = (id: string) => ({ audience_kind: 'department', audience_id: id })
const group = (id: string) => ({ audience_kind: 'group', audience_id: id })

describe('of several offers of a SKU', () => {
  it('the closest audience wins, even at a higher price', async () => {
    sku = await makeSku(db)
    await offer(db, tenant, sku, 10)
    expect(await priceFor(buyer.caller)).toBe(10)
    await offer(db, tenant, sku, 20, department(tenant.departmentId))
    expect(await priceFor(buyer.caller)).toBe(20)
    await offer(db, tenant, sku, 30, department(branch))
    expect(await priceFor(buyer.caller)).toBe(30)
    await offer(db, tenant, sku, 40, department(team))
    expect(await priceFor(buyer.caller)).toBe(40)
    await offer(db, tenant, sku, 50, group(groups[0]!))
    expect(await priceFor(buyer.caller)).toBe(50)
  })

  it('the lowest price wins among equally close ones, whichever group it is', async () => {
    for (const [first, second] of [
      [0, 1],
      [1, 0],
    ] as const) {
      sku = await makeSku(db)
      await offer(db, tenant, sku, 50, group(groups[first]!))
      await offer(db, tenant, sku, 45, group(groups[second]!))
      expect(await priceFor(buyer.caller)).toBe(45)
    }
  })

  it('the oldest wins among equal ones, with its limits', async () => {
    sku = await makeSku(db)
    const oldest = await offer(db, tenant, sku, 10, { max_per_order: 3 })
    // Ids are in order of time to the millisecond.
    await new Promise((resolve) => setTimeout(resolve, 5))
    await offer(db, tenant, sku, 10, { max_per_order: 5 })
    const { rows } = await actAs(db, buyer.caller, () =>
      db.query('select offer_id, max_per_order from public.sku_offers where sku_id = $1', [sku.skuId]),
    )
    expect(rows).toEqual([{ offer_id: oldest, max_per_order: 3 }])
  })

  it('one that is not valid does not count', async () => {
    sku = await makeSku(db)
    await offer(db, tenant, sku, 10)
    await offer(db, tenant, sku, 5, { ...group(groups[0]!), status: 'paused' })
    await offer(db, tenant, sku, 6, { ...department(team), valid_from: '2020-01-01', valid_to: '2021-01-01' })
    expect(await priceFor(buyer.caller)).toBe(10)
  })

  it('a card’s is the only one its holder knows', async () => {
    sku = await makeSku(db)
    const guest = await makeGuest(db, tenant, 100)
    await offer(db, tenant, sku, 10)
    await offer(db, tenant, sku, 99, { audience_kind: 'card_batch', audience_id: guest.batchId })
    expect(await priceFor(guest.caller)).toBe(99)
    expect(await priceFor(buyer.caller)).toBe(10)
  })
})

describe('a product with several SKUs', () => {
  it('is found with the span of its prices, the comparison price of the cheapest, and the stock of all', async () => {
    sku = await makeSku(db)
    const large = { ...sku, skuId: await insertRow(db, 'skus', { product_id: sku.productId, code: `${sku.skuId}-L` }) }
    await db.query(`update public.skus set list_price_minor = 12800 where id = $1`, [sku.skuId])
    await offer(db, tenant, sku, 100)
    await offer(db, tenant, large, 180)
    await stockUp(db, sku, 3)
    await stockUp(db, large, 4, 2)
    const found = (await search(db, buyer.caller)).items.find(({ product_id }) => product_id === sku.productId)
    expect(found).toMatchObject({
      price_from: 100,
      price_to: 180,
      list_price_minor: 12800,
      currency: 'CNY',
      available: 7,
    })
  })

  it('never shows more than 99 units', async () => {
    sku = await makeSku(db)
    await offer(db, tenant, sku, 10)
    await stockUp(db, sku, 5000, 8)
    const { rows } = await actAs(db, buyer.caller, () =>
      db.query('select available from public.sku_offers where sku_id = $1', [sku.skuId]),
    )
    expect(rows).toEqual([{ available: 99 }])
    const found = (await search(db, buyer.caller)).items.find(({ product_id }) => product_id === sku.productId)
    expect(found).toMatchObject({ available: 99 })
  })
})
