import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { cancelOrder } from '../../support/order-calls.ts'
import {
  choose,
  chooseCount,
  committedPoints,
  holdPack,
  makePack,
  packDetail,
  redeemPack,
} from '../../support/pack-fixture.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import {
  balanceOf,
  insertRow,
  makeGuest,
  makeRichTenant,
  makeShopper,
  makeSku,
  somewhere,
  stockUp,
  unitsInStock,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let tea: SkuFixture
let cake: SkuFixture
let voucher: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  tea = await makeSku(db, { name: '茶叶' })
  cake = await makeSku(db, { name: '月饼', translations: { en: { name: 'Moon cake' } } })
  voucher = await makeSku(db, { name: '电影券', kind: 'virtual' })
  for (const sku of [tea, cake, voucher]) await stockUp(db, sku, 200)
})
afterAll(() => db.end())

const mixed = () =>
  makePack(db, tenant, [
    { kind: 'fixed', items: [{ sku: tea, units: 1 }] },
    {
      kind: 'choose_count',
      choose_count: 3,
      items: [
        { sku: cake, max_units: 2 },
        { sku: voucher, min_units: 1 },
      ],
    },
    {
      kind: 'choose_amount',
      amount_points: 100,
      items: [
        { sku: tea, value_points: 60 },
        { sku: voucher, value_points: 30 },
      ],
    },
  ])

const heldBy = async (packId: string, terms: { uses?: number } = {}) => {
  const holder = await makeShopper(db, tenant)
  const [entitlementId] = await holdPack(db, tenant, packId, { members: [holder.id] }, terms)
  return { holder, entitlementId: entitlementId! }
}

describe('a member chooses from a pack', () => {
  it('all of it in one order, which costs no points and says what comes', async () => {
    const { holder, entitlementId } = await heldBy(await mixed())
    const stock = await unitsInStock(db, cake)
    const order = await redeemPack(db, holder, entitlementId, [
      choose(1, tea, 1),
      choose(2, cake, 2),
      choose(2, voucher, 1),
      choose(3, tea, 1),
      choose(3, voucher, 1),
    ])
    expect(order).toMatchObject({ state: 'paid', total_points: 0, entitlement_id: entitlementId })
    const { rows } = await db.query(
      'select line_no, name, quantity, unit_points, translations from public.order_lines where order_id = $1 order by 1',
      [order.order_id],
    )
    expect(rows).toHaveLength(5)
    expect(rows[1]).toMatchObject({
      name: '月饼',
      quantity: 2,
      unit_points: 0,
      translations: { en: { name: 'Moon cake' } },
    })
    expect(await unitsInStock(db, cake)).toBe(stock - 2)
    // 100 - 60 - 30 = 10: nothing more fits.
    expect(await packDetail(db, holder.caller, entitlementId)).toMatchObject({
      state: 'used_up',
      uses_left: 0,
      sections: [{ is_done: true }, { is_done: true }, { chosen: 90, is_done: true }],
      orders: [{ order_id: order.order_id, state: 'paid', units: 6 }],
    })
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('some now and the rest later, and the chooser knows what is left', async () => {
    const { holder, entitlementId } = await heldBy(await mixed())
    await redeemPack(db, holder, entitlementId, [choose(2, cake, 1)])
    const { state, sections } = await packDetail(db, holder.caller, entitlementId)
    expect(state).toBe('open')
    expect(sections[1]).toMatchObject({
      limit: 3,
      chosen: 1,
      left: 2,
      is_done: false,
      // One of the two that are left is kept for the voucher that must be among them.
      items: [
        { sku_id: cake.skuId, chosen: 1, units_left: 1, max_units: 2 },
        { sku_id: voucher.skuId, chosen: 0, units_left: 2, min_units: 1, max_units: 3, available: 99 },
      ],
    })
    await redeemPack(db, holder, entitlementId, [choose(2, cake, 1), choose(2, voucher, 1)])
    expect((await packDetail(db, holder.caller, entitlementId)).sections[1]).toMatchObject({ left: 0, is_done: true })
    expect(await callFunction(db, holder.caller, 'my_packs')).toMatchObject([
      {
        entitlement_id: entitlementId,
        state: 'open',
        uses_left: 1,
        is_begun: true,
        theme: 'mid_autumn',
        title: '中秋礼包',
      },
    ])
  })

  it('each use anew, and each costs the company once, when it is begun', async () => {
    const before = await committedPoints(db, tenant.id)
    const { holder, entitlementId } = await heldBy(await makePack(db, tenant, [chooseCount(2, tea, cake)]), { uses: 2 })
    const committed = async () => (await committedPoints(db, tenant.id)) - before
    expect(await committed()).toBe(200)
    await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)])
    expect(await committed()).toBe(100)
    await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)])
    expect(await committed()).toBe(100)
    expect(await packDetail(db, holder.caller, entitlementId)).toMatchObject({ state: 'open', use_no: 2, uses_left: 1 })
    await redeemPack(db, holder, entitlementId, [choose(1, cake, 2)])
    expect(await committed()).toBe(0)
    expect((await packDetail(db, holder.caller, entitlementId)).state).toBe('used_up')
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('without an address when nothing is shipped', async () => {
    const { holder, entitlementId } = await heldBy(await makePack(db, tenant, [chooseCount(1, tea, voucher)]))
    const order = await redeemPack(db, { caller: holder.caller }, entitlementId, [choose(1, voucher, 1)])
    expect(order.state).toBe('paid')
  })

  it('and the same key with the same choices gives the first answer, even when all is used up', async () => {
    const { holder, entitlementId } = await heldBy(await makePack(db, tenant, [chooseCount(1, tea)]))
    const key = randomUUID()
    const first = await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)], key)
    const stock = await unitsInStock(db, tea)
    expect(await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)], key)).toEqual(first)
    expect(await unitsInStock(db, tea)).toBe(stock)
  })
})

describe('a guest', () => {
  it('chooses from the pack on the card and cancels', async () => {
    const guest = await makeGuest(db, tenant, 500)
    const addressId = await insertRow(db, 'addresses', { tenant_id: tenant.id, card_id: guest.cardId, ...somewhere })
    const packId = await makePack(db, tenant, [chooseCount(2, tea, cake)])
    const [entitlementId] = await holdPack(db, tenant, packId, { cards: [guest.cardId] })
    const order = await redeemPack(db, { caller: guest.caller, addressId }, entitlementId!, [choose(1, cake, 2)])
    expect((await packDetail(db, guest.caller, entitlementId!)).state).toBe('used_up')
    expect(await cancelOrder(db, guest.caller, order.order_id)).toMatchObject({
      state: 'cancelled',
      refunded_points: 0,
    })
    expect((await packDetail(db, guest.caller, entitlementId!)).state).toBe('open')
    expect(await balanceOf(db, guest.accountId)).toBe(500)
  })
})

describe('an order that is cancelled', () => {
  it('gives slots, stock and points back, once', async () => {
    const { holder, entitlementId } = await heldBy(await makePack(db, tenant, [chooseCount(3, tea, cake)]))
    const before = { stock: await unitsInStock(db, tea), committed: await committedPoints(db, tenant.id) }
    const now = async () => ({ stock: await unitsInStock(db, tea), committed: await committedPoints(db, tenant.id) })
    const first = await redeemPack(db, holder, entitlementId, [choose(1, tea, 2)])
    const second = await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)])
    await cancelOrder(db, holder.caller, first.order_id)
    await cancelOrder(db, holder.caller, first.order_id)
    // The use goes on with what the other order took of it.
    expect(await now()).toEqual({ stock: before.stock - 1, committed: before.committed - 100 })
    expect(await packDetail(db, holder.caller, entitlementId)).toMatchObject({
      state: 'open',
      sections: [{ chosen: 1, left: 2 }],
    })
    await cancelOrder(db, holder.caller, second.order_id)
    expect(await now()).toEqual(before)
    await redeemPack(db, holder, entitlementId, [choose(1, cake, 3)])
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('of a first use makes that use the current one again', async () => {
    const { holder, entitlementId } = await heldBy(await makePack(db, tenant, [chooseCount(1, tea)]), { uses: 2 })
    const first = await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)])
    await redeemPack(db, holder, entitlementId, [choose(1, tea, 1)])
    await cancelOrder(db, holder.caller, first.order_id)
    expect(await packDetail(db, holder.caller, entitlementId)).toMatchObject({ state: 'open', use_no: 1, uses_left: 1 })
  })
})
