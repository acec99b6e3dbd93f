import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'

let db: pg.Client
let buyer: ShopperFixture
let sku: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  const tenant = await makeRichTenant(db)
  buyer = await makeShopper(db, tenant, 1000)
  sku = await makeOfferedSku(db, tenant, 10, 900)
})
afterAll(() => db.end())

/** JSON as text, because a number such as 1e2 or 10^30 would not survive JavaScript. SKU stands for a SKU that can be bought. */
const call = (name: 'quote_order' | 'place_order', request: string, key: string | null = randomUUID()) => {
  const text = request.replaceAll('SKU', sku.skuId).replaceAll('ADDRESS', buyer.addressId)
  const args = name === 'place_order' ? { idempotency_key: key } : {}
  return callFunction(db, buyer.caller, name, { request: text, ...args })
}

const refusalCode = async (...args: Parameters<typeof call>) => (await refusalOf(call(...args))).code

const lineWith = (fields: string) => `{"address_id": "ADDRESS", "lines": [{"sku_id": "SKU", ${fields}}]}`
const aLine = '{"sku_id": "SKU", "quantity": 1, "unit_points": 10}'
const otherLine = () => `{"sku_id": "${randomUUID()}", "quantity": 1, "unit_points": 10}`
const deep = '['.repeat(500) + ']'.repeat(500)

describe.each(['quote_order', 'place_order'] as const)('%s refuses', (name) => {
  it.each([
    ['JSON null', 'null'],
    ['a list', '[]'],
    ['a text', '"lines"'],
    ['a number', '7'],
    ['true', 'true'],
    ['lines that are an object', '{"lines": {}}'],
    ['lines that are a text', '{"lines": "SKU"}'],
    ['lines that are a number', '{"lines": 1}'],
    ['a line that is null', '{"lines": [null]}'],
    ['a line that is a list', '{"lines": [[]]}'],
    ['a line that is a text', '{"lines": ["SKU"]}'],
    ['deep garbage as a line', `{"lines": [${deep}]}`],
    ['deep garbage as a SKU', `{"lines": [{"sku_id": ${deep}, "quantity": 1, "unit_points": 10}]}`],
    ['a line without a SKU', '{"lines": [{"quantity": 1, "unit_points": 10}]}'],
    ['a SKU that is null', '{"lines": [{"sku_id": null, "quantity": 1, "unit_points": 10}]}'],
    ['a SKU that is no id', '{"lines": [{"sku_id": "abc", "quantity": 1, "unit_points": 10}]}'],
    ['a SKU that is SQL', `{"lines": [{"sku_id": "' or 1=1 --", "quantity": 1, "unit_points": 10}]}`],
    ['the same SKU twice', `{"lines": [${aLine}, ${aLine}]}`],
    ['the same SKU twice, once in capitals', `{"lines": [${aLine}, ${aLine.replace('SKU', 'UPPER')}]}`],
    ['a price that is a text', lineWith('"quantity": 1, "unit_points": "10"')],
    ['a price that is negative', lineWith('"quantity": 1, "unit_points": -10')],
    ['a price of zero', lineWith('"quantity": 1, "unit_points": 0')],
    ['a price with a fraction', lineWith('"quantity": 1, "unit_points": 10.5')],
    ['a price beyond all bounds', lineWith('"quantity": 1, "unit_points": 1e30')],
    ['an address that is no id', `{"lines": [${aLine}], "address_id": "home"}`],
    ['an address that is an object', `{"lines": [${aLine}], "address_id": {}}`],
  ])('%s as an invalid request', async (_, request) => {
    expect(await refusalCode(name, request.replaceAll('UPPER', sku.skuId.toUpperCase()))).toBe('invalid_request')
  })

  it('51 lines as an invalid request, and reads 50', async () => {
    const lines = (count: number) => `{"lines": [${Array.from({ length: count }, otherLine).join(',')}]}`
    expect(await refusalCode(name, lines(51))).toBe('invalid_request')
    if (name === 'place_order') expect(await refusalCode(name, lines(50))).toBe('offer_unavailable')
    else expect(await call(name, lines(50))).toMatchObject({ orderable: false })
  })

  it.each([
    ['zero', '0'],
    ['negative', '-1'],
    ['a fraction', '1.5'],
    ['a text', '"3"'],
    ['null', 'null'],
    ['true', 'true'],
    ['a list', '[1]'],
    ['an object', '{}'],
    ['1000', '1000'],
    ['10^30', '1e30'],
    ['tiny', '1e-30'],
    ['beyond 64 bits', '18446744073709551617'],
  ])('a quantity that is %s', async (_, quantity) => {
    expect(await refusalCode(name, lineWith(`"quantity": ${quantity}, "unit_points": 10`))).toBe('invalid_quantity')
  })

  it('a line without a quantity', async () => {
    expect(await refusalCode(name, lineWith('"unit_points": 10'))).toBe('invalid_quantity')
  })

  it.each([
    ['without lines', '{}'],
    ['with lines null', '{"lines": null}'],
    ['with an empty list', '{"lines": []}'],
  ])('an order %s as empty', async (_, request) => {
    expect(await refusalCode(name, request)).toBe('empty_order')
  })

  it('somebody who is not signed in, and an account that is nobody’s', async () => {
    const args = name === 'place_order' ? { idempotency_key: randomUUID() } : {}
    const as = (userId: string | null) =>
      refusalOf(callFunction(db, { role: 'authenticated', userId }, name, { request: '{}', ...args }))
    expect(await as(null)).toMatchObject({ code: 'not_signed_in', status: 401 })
    expect(await as(randomUUID())).toMatchObject({ code: 'not_permitted', status: 403 })
  })
})

describe('place_order refuses as an invalid request', () => {
  it('a line without the price that was seen', async () => {
    expect(await refusalCode('place_order', lineWith('"quantity": 1'))).toBe('invalid_request')
    expect(await refusalCode('place_order', lineWith('"quantity": 1, "unit_points": null'))).toBe('invalid_request')
  })

  it.each([
    ['none', null],
    ['an empty one', ''],
    ['one of 7 characters', '1234567'],
    ['one of 101 characters', 'x'.repeat(101)],
    ['one with a control character', '12345678\n'],
  ])('a key that is %s', async (_, key) => {
    expect(await refusalCode('place_order', `{"lines": [${aLine}], "address_id": "ADDRESS"}`, key)).toBe(
      'invalid_request',
    )
  })

  it.each([
    ['too long', JSON.stringify('好'.repeat(201))],
    ['no text', '5'],
    ['an object', '{}'],
    ['one that turns the direction of writing round', JSON.stringify('abc\u202edef')],
    ['one with a control character', '"a\\u0007b"'],
  ])('a note that is %s', async (_, note) => {
    const request = `{"lines": [${aLine}], "address_id": "ADDRESS", "note": ${note}}`
    expect(await refusalCode('place_order', request)).toBe('invalid_request')
  })
})

describe('numbers written in another way', () => {
  it('count as what they are: 1e1 is ten', async () => {
    const quote = await call('quote_order', lineWith('"quantity": 1e1'))
    expect(quote).toMatchObject({ total_points: 100, lines: [{ quantity: 10 }] })
  })
})
