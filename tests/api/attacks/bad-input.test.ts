import { randomUUID } from 'node:crypto'
import type { SupabaseClient } from '@supabase/supabase-js'
import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { line } from '../../support/order-calls.ts'
import { brokenInvariants, grantTo, makeProgramme } from '../../support/points-fixture.ts'
import {
  balanceOf,
  insertRow,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  somewhere,
  unitsInStock,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { signInAsNewMember } from '../../support/sign-in.ts'
import { stackFacts } from '../../support/stack.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let tea: SkuFixture
let client: SupabaseClient
let accountId: string
let addressId: string

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

beforeEach(async () => {
  tea = await makeOfferedSku(db, tenant, 100, 3, { max_per_buyer: 2 })
  const member = await signInAsNewMember(db, tenant)
  ;({ client, accountId } = member)
  addressId = await insertRow(db, 'addresses', { tenant_id: tenant.id, member_id: member.id, ...somewhere })
  await grantTo(db, tenant, await makeProgramme(db, tenant.id), member, 250)
})

const place = async (lines: unknown, rest: Record<string, unknown> = {}, key: string = randomUUID()) => {
  const request = { lines, address_id: addressId, ...rest }
  const { error, status } = await client.rpc('place_order', { request, idempotency_key: key })
  return { code: error?.code, status, details: JSON.parse(error?.details ?? 'null') as unknown }
}

/** Expects that nothing was lost: points, stock and orders are as they were. */
async function nothingHappened() {
  expect(await balanceOf(db, accountId)).toBe(250)
  expect(await unitsInStock(db, tea)).toBe(3)
  expect((await client.from('orders').select('id')).data).toEqual([])
  expect(await brokenInvariants(db, tenant.id)).toEqual([])
}

describe('an order that cannot be is refused by its code, and changes nothing:', () => {
  it.each([0, -1, 1.5, 1000, 1e30, '1', null, true])('of a quantity of %j', async (quantity) => {
    expect(await place([{ ...line(tea, 1, 100), quantity }])).toMatchObject({ code: 'invalid_quantity', status: 400 })
    await nothingHappened()
  })

  it('beyond the purchase limit, saying what it is', async () => {
    expect(await place([line(tea, 3, 100)], {})).toMatchObject({ code: 'insufficient_points' })
    expect(await place([line(tea, 1, 100)])).toMatchObject({ code: undefined, status: 200 })
    expect(await place([line(tea, 1, 100)])).toMatchObject({ code: undefined, status: 200 })
    await grantTo(db, tenant, await makeProgramme(db, tenant.id), { accountId }, 100)
    expect(await place([line(tea, 1, 100)])).toEqual({
      code: 'purchase_limit_exceeded',
      status: 409,
      details: { sku_id: tea.skuId, limit: 2, already: 2 },
    })
    expect(await balanceOf(db, accountId)).toBe(150)
    expect(await unitsInStock(db, tea)).toBe(1)
  })

  it('paid with points that have expired meanwhile', async () => {
    await db.query(`update public.point_lots set expires_at = now() where account_id = $1`, [accountId])
    expect(await place([line(tea, 1, 100)])).toEqual({
      code: 'points_expired',
      status: 402,
      details: { needed: 100, available: 0, expired: 250 },
    })
    await nothingHappened()
  })

  it('of the last unit that somebody else has bought since the quote', async () => {
    const request = { lines: [line(tea, 1, 100)], address_id: addressId }
    expect((await client.rpc('quote_order', { request })).data).toMatchObject({ orderable: true })
    await db.query('update public.stock set available = 0 where sku_id = $1', [tea.skuId])
    expect(await place(request.lines)).toMatchObject({ code: 'out_of_stock', status: 409, details: { available: 0 } })
    await db.query('update public.stock set available = 3 where sku_id = $1', [tea.skuId])
    await nothingHappened()
  })

  it('of an offer that was paused since the quote', async () => {
    await db.query(`update public.offers set status = 'paused' where sku_id = $1`, [tea.skuId])
    expect(await place([line(tea, 1, 100)])).toMatchObject({ code: 'offer_unavailable', status: 409 })
    await nothingHappened()
  })

  it('of a SKU that is offered in another company only', async () => {
    const other = await makeOfferedSku(db, await makeRichTenant(db), 1, 10)
    expect(await place([line(other, 1, 1)])).toMatchObject({ code: 'offer_unavailable', status: 409 })
    await nothingHappened()
  })

  it('to a colleague’s address', async () => {
    const colleague = await makeShopper(db, tenant)
    expect(await place([line(tea, 1, 100)], { address_id: colleague.addressId })).toMatchObject({
      code: 'address_not_found',
      status: 404,
    })
    await nothingHappened()
  })

  it('under a key that stands for another cart', async () => {
    const key = randomUUID()
    expect(await place([line(tea, 1, 100)], {}, key)).toMatchObject({ status: 200 })
    expect(await place([line(tea, 2, 100)], {}, key)).toMatchObject({ code: 'idempotency_mismatch', status: 409 })
    expect(await place([line(tea, 1, 100)], { note: '另一份' }, key)).toMatchObject({ code: 'idempotency_mismatch' })
    expect(await balanceOf(db, accountId)).toBe(150)
  })
})

describe('one request is one request', () => {
  it('however its JSON is written: order of fields, blanks, 1e2 for 100, and a field sent twice', async () => {
    const key = randomUUID()
    const token = (await client.auth.getSession()).data.session!.access_token
    const send = async (request: string) => {
      const { apiUrl, publishableKey } = stackFacts()
      const url = `${apiUrl}/rest/v1/rpc/place_order`
      const headers = { apikey: publishableKey, authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const body = `{"idempotency_key": "${key}", "request": ${request}}`
      return (await fetch(url, { method: 'POST', headers, body })).json() as Promise<{ order_id: string }>
    }
    const first = await send(
      `{"address_id":"${addressId}","lines":[{"sku_id":"${tea.skuId}","quantity":1,"unit_points":100}]}`,
    )
    expect(first.order_id).toBeTruthy()
    expect(
      await send(
        `{ "lines": [ {"unit_points": 7, "quantity": 1, "unit_points": 1e2, "sku_id": "${tea.skuId}"} ], "address_id": "${addressId}" }`,
      ),
    ).toEqual(first)
    expect(await balanceOf(db, accountId)).toBe(150)
  })

  it('and somebody else’s request under the same key is somebody else’s', async () => {
    const key = randomUUID()
    const colleague = await signInAsNewMember(db, tenant)
    expect(await place([line(tea, 1, 100)], {}, key)).toMatchObject({ status: 200 })
    const request = { lines: [line(tea, 1, 100)], address_id: addressId }
    const { error } = await colleague.client.rpc('place_order', { request, idempotency_key: key })
    expect(error?.code).toBe('address_not_found')
    expect(Number(await one(db, 'select count(*) from public.orders where buyer_id = $1', [colleague.id]))).toBe(0)
  })
})
