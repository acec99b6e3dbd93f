import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, type Caller } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeGuest, makeOfferedSku, makeRichTenant, makeShopper, type SkuFixture } from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

interface Cart {
  lines: { sku_id: string; quantity: number; added_at: string }[]
}

let db: pg.Client
let tenant: TenantFixture
let skus: SkuFixture[]

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  skus = [await makeOfferedSku(db, tenant, 1, 9), await makeOfferedSku(db, tenant, 1, 9)]
})
afterAll(() => db.end())

const save = (caller: Caller, lines: unknown, on: pg.ClientBase = db) =>
  callFunction<Cart>(on, caller, 'save_cart', { lines: typeof lines === 'string' ? lines : JSON.stringify(lines) })
const want = (sku: { skuId: string }, quantity: number) => ({ sku_id: sku.skuId, quantity })

describe('saving the cart', () => {
  it('replaces it, keeps when a SKU was first put in, and empties it', async () => {
    const { caller } = await makeShopper(db, tenant)
    const first = await save(caller, [want(skus[0]!, 1)])
    const second = await save(caller, [want(skus[1]!, 3), want(skus[0]!, 2)])
    expect(second.lines.find(({ sku_id }) => sku_id === skus[0]!.skuId)).toEqual({ ...first.lines[0], quantity: 2 })
    expect(second.lines).toHaveLength(2)
    expect((await save(caller, [want(skus[1]!, 1)])).lines).toMatchObject([want(skus[1]!, 1)])
    expect(await save(caller, [])).toEqual({ lines: [] })
  })

  it('lets a SKU stay whose offer has ended, but not come in', async () => {
    const [holder, newcomer] = [await makeShopper(db, tenant), await makeShopper(db, tenant)]
    const sku = await makeOfferedSku(db, tenant, 1, 9)
    await save(holder.caller, [want(sku, 1)])
    await db.query(`update public.offers set status = 'ended' where sku_id = $1`, [sku.skuId])
    expect((await save(holder.caller, [want(sku, 2)])).lines).toMatchObject([want(sku, 2)])
    expect(await refusalOf(save(newcomer.caller, [want(sku, 1)]))).toMatchObject({
      code: 'offer_unavailable',
      details: { sku_id: sku.skuId },
    })
  })

  it('refuses what the buyer may not buy, and leaves the cart as it was', async () => {
    const { caller, id } = await makeShopper(db, tenant)
    const guest = await makeGuest(db, tenant, 10)
    const foreign = await makeOfferedSku(db, await makeRichTenant(db), 1, 9)
    await save(caller, [want(skus[0]!, 1)])
    for (const sku of [foreign, { skuId: randomUUID() }])
      expect((await refusalOf(save(caller, [want(skus[1]!, 1), want(sku, 1)]))).code).toBe('offer_unavailable')
    expect((await refusalOf(save(guest.caller, [want(skus[0]!, 1)]))).code).toBe('offer_unavailable')
    expect(await one(db, 'select array_agg(sku_id)::text from public.cart_lines where buyer_id = $1', [id])).toBe(
      `{${skus[0]!.skuId}}`,
    )
  })

  it.each([
    ['null', 'invalid_request'],
    ['{}', 'invalid_request'],
    ['"x"', 'invalid_request'],
    ['[null]', 'invalid_request'],
    ['[{}]', 'invalid_request'],
    ['[{"sku_id": "x", "quantity": 1}]', 'invalid_request'],
    ['[{"sku_id": "SKU", "quantity": 1}, {"sku_id": "SKU", "quantity": 1}]', 'invalid_request'],
    ['[{"sku_id": "SKU"}]', 'invalid_quantity'],
    ['[{"sku_id": "SKU", "quantity": 0}]', 'invalid_quantity'],
    ['[{"sku_id": "SKU", "quantity": -1}]', 'invalid_quantity'],
    ['[{"sku_id": "SKU", "quantity": 1.5}]', 'invalid_quantity'],
    ['[{"sku_id": "SKU", "quantity": 1000}]', 'invalid_quantity'],
  ])('refuses %s', async (lines, code) => {
    const { caller } = await makeShopper(db, tenant)
    expect((await refusalOf(save(caller, lines.replaceAll('SKU', skus[0]!.skuId)))).code).toBe(code)
  })

  it('from several devices at once ends with one of the carts', async () => {
    const { caller, id } = await makeShopper(db, tenant)
    await onConnections(8, (connection, index) =>
      save(
        caller,
        index % 2 === 0 ? skus.map((sku) => want(sku, 1)) : [...skus].reverse().map((sku) => want(sku, 2)),
        connection,
      ),
    )
    const total = await one<number>(db, 'select sum(quantity) from public.cart_lines where buyer_id = $1', [id])
    expect([2, 4]).toContain(total)
  })
})
