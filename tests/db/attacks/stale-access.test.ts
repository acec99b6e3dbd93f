import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actAs, callFunction, type Caller } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { cancelOrder, line, placeOrder, quoteOrder, type PlacedOrder } from '../../support/order-calls.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  balanceOf,
  makeGuest,
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  makeSku,
  offer,
  somewhere,
  stockUp,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { giveRole, makeDepartment, makeGroup, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
})
afterAll(() => db.end())
beforeEach(async () => {
  tenant = await makeRichTenant(db)
})

const read = (caller: Caller, sql: string) => actAs(db, caller, async () => (await db.query(sql)).rows)

describe('between two calls of one session', () => {
  let buyer: ShopperFixture
  let tea: SkuFixture
  let order: PlacedOrder

  beforeEach(async () => {
    tea = await makeOfferedSku(db, tenant, 10, 5)
    buyer = await makeShopper(db, tenant, 50)
    order = await placeOrder(db, buyer, [line(tea, 1, 10)])
  })

  it.each([
    [
      'a member is suspended',
      `update public.members set status = 'suspended' where tenant_id = $1`,
      'member_suspended',
    ],
    ['a member leaves', `update public.members set status = 'departed' where tenant_id = $1`, 'member_departed'],
    [
      'an account is taken from the member',
      `update public.members set user_id = null where tenant_id = $1`,
      'not_permitted',
    ],
    ['the company is suspended', `update public.tenants set status = 'suspended' where id = $1`, 'tenant_suspended'],
  ])('%s: nothing can be bought, cancelled, saved or read any more', async (_, sql, code) => {
    await db.query(sql, [tenant.id])
    for (const call of [
      () => placeOrder(db, buyer, [line(tea, 1, 10)]),
      () => cancelOrder(db, buyer.caller, order.order_id),
      () => quoteOrder(db, buyer.caller, { lines: [line(tea, 1, 10)] }),
      () => callFunction(db, buyer.caller, 'save_cart', { lines: [] }),
      () => callFunction(db, buyer.caller, 'save_address', { address: somewhere }),
      () => callFunction(db, buyer.caller, 'search_products'),
      () => callFunction(db, buyer.caller, 'my_profile'),
    ])
      expect((await refusalOf(call())).code).toBe(code)
    for (const relation of ['orders', 'point_lots', 'sku_offers', 'statement_entries', 'home_modules', 'addresses'])
      expect(await read(buyer.caller, `select from public.${relation}`)).toEqual([])
    expect(await balanceOf(db, buyer.accountId)).toBe(40)
  })
})

describe('what is offered to a few', () => {
  it('is gone for a member who moves to another department, and the price with it', async () => {
    const sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    const tea = await makeOfferedSku(db, tenant, 100, 5)
    await offer(db, tenant, tea, 60, { audience_kind: 'department', audience_id: sales })
    const buyer = await makeShopper(db, tenant, 500, { department_id: sales })
    await placeOrder(db, buyer, [line(tea, 1, 60)])
    await db.query('update public.members set department_id = $2 where id = $1', [buyer.id, tenant.departmentId])
    expect(await refusalOf(placeOrder(db, buyer, [line(tea, 1, 60)]))).toMatchObject({
      code: 'price_changed',
      details: { lines: [{ was: 60, now: 100 }] },
    })
  })

  it('is gone for a member who leaves the group', async () => {
    const buyer = await makeShopper(db, tenant, 500)
    const group = await makeGroup(db, tenant.id, '新人', [buyer.id])
    const tea = await makeSku(db)
    await offer(db, tenant, tea, 60, { audience_kind: 'group', audience_id: group })
    await stockUp(db, tea, 5)
    await placeOrder(db, buyer, [line(tea, 1, 60)])
    await db.query('delete from public.group_members where member_id = $1', [buyer.id])
    expect((await refusalOf(placeOrder(db, buyer, [line(tea, 1, 60)]))).code).toBe('offer_unavailable')
    expect(await read(buyer.caller, 'select from public.products')).toEqual([])
  })
})

describe('a card', () => {
  it('that expires during a session is at its end to the second', async () => {
    const guest = await makeGuest(db, tenant, 100)
    await db.query(`update public.cards set valid_until = '2050-01-01T00:00:00Z' where id = $1`, [guest.cardId])
    const profile = (now: string) => callFunction(db, guest.caller, 'my_profile', {}, now)
    expect(await profile('2049-12-31T23:59:59Z')).toMatchObject({ kind: 'card' })
    expect((await refusalOf(profile('2050-01-01T00:00:00Z'))).code).toBe('card_expired')
  })

  it('does not take part in what a member of the same company sees', async () => {
    const guest = await makeGuest(db, tenant, 100)
    const tea = await makeOfferedSku(db, tenant, 10, 5)
    expect(await quoteOrder(db, guest.caller, { lines: [line(tea, 1, 10)] })).toMatchObject({
      orderable: false,
      lines: [{ name: null, unit_points: null, available: 0, problem: { code: 'offer_unavailable' } }],
    })
  })
})

describe('who administers', () => {
  it('loses it with the next call when the department is moved out of the subtree', async () => {
    const sales = await makeDepartment(db, tenant.id, '销售', tenant.departmentId)
    const north = await makeDepartment(db, tenant.id, '华北', sales)
    const admin = await makeShopper(db, tenant)
    await giveRole(db, tenant.id, admin.id, 'department_admin', { departmentId: sales })
    const names = () => read(admin.caller, `select name from public.departments where name = '华北'`)
    expect(await names()).toHaveLength(1)
    await db.query('update public.departments set parent_id = $2 where id = $1', [north, tenant.departmentId])
    expect(await names()).toEqual([])
  })
})
