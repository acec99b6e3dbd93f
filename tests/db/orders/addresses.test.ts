import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, signedIn, type Caller } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { line, placeOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeGuest, makeOfferedSku, makeRichTenant, makeShopper, somewhere } from '../../support/shop-fixture.ts'
import { makeMember, one, type TenantFixture } from '../../support/tenant-fixture.ts'

interface Address {
  id: string
  recipient: string
  is_default: boolean
}

let db: pg.Client
let tenant: TenantFixture
let caller: Caller
let memberId: string

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  const member = await makeMember(db, tenant)
  caller = signedIn(member.userId)
  memberId = member.id
})
afterAll(() => db.end())

const save = (address: unknown, by: Caller = caller, on: pg.ClientBase = db) =>
  callFunction<Address>(on, by, 'save_address', { address })
const remove = (id: string, by: Caller = caller) => callFunction(db, by, 'delete_address', { address_id: id })
const defaultOf = (buyerId: string) =>
  db.query<{ id: string }>('select id from public.addresses where buyer_id = $1 and is_default', [buyerId])

describe('saving an address', () => {
  it('gives the row, trimmed; the first one becomes the default', async () => {
    const row = await save({ ...somewhere, recipient: '  李 娜　', note: 'ignored' })
    expect(Object.keys(row).sort()).toEqual(
      ['id', 'recipient', 'phone', 'province', 'city', 'district', 'street', 'is_default', 'updated_at'].sort(),
    )
    expect(row).toMatchObject({ recipient: '李 娜', is_default: true })
  })

  it('moves the default to the one that wants it, and there is always exactly one', async () => {
    const second = await save({ ...somewhere, is_default: true })
    expect((await defaultOf(memberId)).rows).toEqual([{ id: second.id }])
    const third = await save({ ...somewhere })
    expect(third.is_default).toBe(false)
    const unset = await save({ ...somewhere, id: second.id, is_default: false })
    expect(unset.is_default).toBe(false)
    expect((await defaultOf(memberId)).rows).toHaveLength(1)
  })

  it('changes the one that is named', async () => {
    const { id } = await save(somewhere)
    expect(await save({ ...somewhere, id, street: '人民路 2 号' })).toMatchObject({ id, street: '人民路 2 号' })
  })

  it('does not change an order that was sent to it', async () => {
    const shopper = await makeShopper(db, tenant, 100)
    const { order_id } = await placeOrder(db, shopper, [line(await makeOfferedSku(db, tenant, 10, 1), 1, 10)])
    await save({ ...somewhere, id: shopper.addressId, recipient: '别人' }, shopper.caller)
    expect(await one(db, `select address ->> 'recipient' from public.orders where id = $1`, [order_id])).toBe('王小明')
  })

  it('is for guests too', async () => {
    const guest = await makeGuest(db, tenant, 10)
    expect(await save(somewhere, guest.caller)).toMatchObject({ is_default: true })
  })

  it.each(['+86 13800138000', '021-12345678', '+1 (415) 555-0100', '00852 2345 6789', '95555'])(
    'takes %s for a phone number',
    async (phone) => {
      expect(await save({ ...somewhere, phone })).toMatchObject({ phone })
    },
  )

  it.each([
    ['recipient', 'missing', { recipient: undefined }],
    ['recipient', 'missing', { recipient: null }],
    ['recipient', 'missing', { recipient: ' \u3000 ' }],
    ['recipient', 'too_long', { recipient: '王'.repeat(51) }],
    ['recipient', 'control_characters', { recipient: '王\u0008明' }],
    ['recipient', 'control_characters', { recipient: '王\n明' }],
    ['recipient', 'control_characters', { recipient: 'a\u202eb' }],
    ['recipient', 'not_text', { recipient: 5 }],
    ['recipient', 'not_text', { recipient: ['王'] }],
    ['province', 'missing', { province: '' }],
    ['city', 'missing', { city: '' }],
    ['district', 'missing', { district: '' }],
    ['street', 'missing', { street: '' }],
    ['street', 'too_long', { street: '路'.repeat(201) }],
    ['phone', 'missing', { phone: '' }],
    ['phone', 'too_long', { phone: '1'.repeat(21) }],
    ['phone', 'not_a_phone_number', { phone: '1234' }],
    ['phone', 'not_a_phone_number', { phone: '12800138000' }],
    ['phone', 'not_a_phone_number', { phone: 'call me maybe' }],
    ['phone', 'not_a_phone_number', { phone: '138-0013-8000x' }],
    ['is_default', 'not_true_or_false', { is_default: 'yes' }],
    ['id', 'not_an_id', { id: 'home' }],
  ])('is refused: %s %s', async (field, problem, change) => {
    expect(await refusalOf(save({ ...somewhere, ...change }))).toMatchObject({
      code: 'invalid_request',
      status: 400,
      details: { field, problem },
    })
  })

  it.each([['null'], ['[]'], ['"x"'], ['1']])('is refused: %s is no address', async (text) => {
    expect((await refusalOf(callFunction(db, caller, 'save_address', { address: text }))).code).toBe('invalid_request')
  })

  it('stops at 30, even when many are saved at once, and still lets one be changed', async () => {
    const shopper = await makeShopper(db, tenant)
    const outcomes = await onConnections(8, async (connection) => {
      const results: boolean[] = []
      for (let i = 0; i < 5; i += 1)
        results.push(
          await save(somewhere, shopper.caller, connection).then(
            () => true,
            () => false,
          ),
        )
      return results
    })
    expect(outcomes.flat().filter(Boolean)).toHaveLength(29)
    expect((await refusalOf(save(somewhere, shopper.caller))).details).toEqual({
      field: 'address',
      problem: 'more_than_30',
    })
    await save({ ...somewhere, id: shopper.addressId }, shopper.caller)
    expect((await defaultOf(shopper.id)).rows).toHaveLength(1)
  })
})

describe('an address of somebody else', () => {
  it('is not found, neither to change nor to delete', async () => {
    const [colleague, stranger] = [await makeShopper(db, tenant), await makeShopper(db, await makeRichTenant(db))]
    for (const id of [colleague.addressId, stranger.addressId, randomUUID()]) {
      expect((await refusalOf(save({ ...somewhere, id }))).code).toBe('address_not_found')
      expect(await refusalOf(remove(id))).toMatchObject({ code: 'address_not_found', status: 404 })
    }
  })
})

describe('deleting an address', () => {
  it('makes the one last changed the default, and cannot be done twice', async () => {
    const shopper = await makeShopper(db, tenant)
    const kept = await save(somewhere, shopper.caller)
    const gone = await save({ ...somewhere, is_default: true }, shopper.caller)
    await remove(shopper.addressId, shopper.caller)
    await remove(gone.id, shopper.caller)
    expect((await defaultOf(shopper.id)).rows).toEqual([{ id: kept.id }])
    expect((await refusalOf(remove(gone.id, shopper.caller))).code).toBe('address_not_found')
  })
})
