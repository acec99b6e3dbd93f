import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { line } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  givePoints,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  somewhere,
  type ShopperFixture,
} from '../../support/shop-fixture.ts'
import { makeMember, one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let buyer: ShopperFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  buyer = await makeShopper(db, tenant)
})
afterAll(() => db.end())

const save = (recipient: string) =>
  callFunction<{ recipient: string }>(db, buyer.caller, 'save_address', { address: { ...somewhere, recipient } })

describe('a recipient', () => {
  it.each([
    ['blanks', '   '],
    ['ideographic blanks', '\u3000\u3000'],
    ['zero-width characters', '\u200b\u200d\ufeff'],
    ['Hangul fillers', '\u3164\u115f'],
    ['hard blanks', '\u00a0'],
  ])('of nothing but %s is missing: a parcel for nobody', async (_, recipient) => {
    expect(await refusalOf(save(recipient))).toMatchObject({
      code: 'invalid_request',
      details: { field: 'recipient', problem: 'missing' },
    })
  })

  it.each([
    ['a text turned round', '王\u202e小明'],
    ['a line break', '王小明\n顺丰已签收'],
    ['a control character', '王\u0007小明'],
  ])('with %s is refused: it would read otherwise on the label', async (_, recipient) => {
    expect(await refusalOf(save(recipient))).toMatchObject({ details: { problem: 'control_characters' } })
  })

  it.each(['王小明 👩🏽‍💻', 'محمد', 'Zoë O’Brien', '𠮷野家'])('%s is taken as it is', async (recipient) => {
    expect((await save(recipient)).recipient).toBe(recipient)
  })
})

it('a note of which nothing can be seen is none, however long', async () => {
  const tea = await makeOfferedSku(db, tenant, 10, 5)
  await givePoints(db, tenant, buyer, 10)
  const request = { lines: [line(tea, 1, 10)], address_id: buyer.addressId, note: '\u200b'.repeat(5000) }
  const { order_id } = await callFunction<{ order_id: string }>(db, buyer.caller, 'place_order', {
    request,
    idempotency_key: randomUUID(),
  })
  expect(await one(db, 'select note from public.orders where id = $1', [order_id])).toBeNull()
})

describe('an employee number', () => {
  it.each(['E1.', 'E1..2', '.E1', 'E1 2', 'E1@x', '王1', 'E'.repeat(41)])(
    '%s, with which nobody could sign in, is refused',
    async (employee_no) => {
      await expect(makeMember(db, tenant, { employee_no })).rejects.toMatchObject({
        constraint: 'employee_no_is_short_and_plain',
      })
    },
  )

  it('may have dots and hyphens inside', async () => {
    expect((await makeMember(db, tenant, { employee_no: 'sh-2.E_1001' })).employeeNo).toBe('sh-2.E_1001')
  })
})
