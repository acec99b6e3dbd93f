import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { line, placeOrder, type PlacedOrder } from '../../support/order-calls.ts'
import {
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  type ShopperFixture,
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

/** Orders with numbers that come from this expression. All in one transaction that is rolled back, so that nobody else meets them. */
async function orderWithNumbersFrom(expression: string, buyer: ShopperFixture, sku: SkuFixture): Promise<PlacedOrder> {
  await db.query('begin')
  try {
    await db.query('create sequence private.draws; grant usage on sequence private.draws to public')
    await db.query(
      `create or replace function private.new_order_no() returns text language plpgsql security definer as $$ begin return ${expression}; end $$`,
    )
    await db.query(`select set_config('request.jwt.claim.sub', $1, true), set_config('request.jwt.claims', $2, true)`, [
      buyer.caller.userId,
      JSON.stringify({ role: 'authenticated', sub: buyer.caller.userId }),
    ])
    return await one<PlacedOrder>(db, 'select public.place_order($1, $2)', [
      { lines: [line(sku, 1, 10)], address_id: buyer.addressId },
      'order numbers',
    ])
  } finally {
    await db.query('rollback')
  }
}

describe('an order number', () => {
  it('that is taken gives way to another', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 5)
    const first = await placeOrder(db, buyer, [line(sku, 1, 10)])
    const numbers = `case when nextval('private.draws') < 5 then '${first.order_no}' else 'a free number' end`
    expect(await orderWithNumbersFrom(numbers, buyer, sku)).toMatchObject({ order_no: 'a free number', state: 'paid' })
  })

  it('that is taken five times in a row ends the order', async () => {
    const buyer = await makeShopper(db, tenant, 1000)
    const sku = await makeOfferedSku(db, tenant, 10, 5)
    const first = await placeOrder(db, buyer, [line(sku, 1, 10)])
    await expect(orderWithNumbersFrom(`'${first.order_no}'`, buyer, sku)).rejects.toMatchObject({
      code: '23505',
      message: 'five order numbers in a row were taken',
    })
  })
})
