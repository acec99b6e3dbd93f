import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { cancelOrder } from '../../support/order-calls.ts'
import {
  choose,
  chooseCount,
  committedPoints,
  grantPack,
  holdPack,
  makePack,
  packDetail,
  redeemPack,
} from '../../support/pack-fixture.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  balanceOf,
  makeGuest,
  makeRichTenant,
  makeShopper,
  makeSku,
  stockUp,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { giveRole, one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let hr: ShopperFixture
let holder: ShopperFixture
let tea: SkuFixture
let packId: string

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  hr = await makeShopper(db, tenant)
  holder = await makeShopper(db, tenant)
  await giveRole(db, tenant.id, hr.id, 'hr_manager')
  tea = await makeSku(db)
  await stockUp(db, tea, 100)
  packId = await makePack(db, tenant, [chooseCount(2, tea)], { uses: 3 })
})
afterAll(() => db.end())

const budget = () => balanceOf(db, tenant.budgetAccountId)
const expire = (now: string) => callFunction(db, platform, 'expire_packs', {}, now)
const heldFor = async (days: number) => {
  const valid_until = new Date(Date.now() + days * 86_400_000).toISOString()
  return (await holdPack(db, tenant, packId, { members: [holder.id] }, { valid_until }))[0]!
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

describe('a pack whose time is over', () => {
  it('gives what was not begun back to the budget, once, and cannot be chosen from', async () => {
    const held = await heldFor(2)
    await redeemPack(db, holder, held, [choose(1, tea, 1)])
    const before = await budget()
    await expire(inDays(1))
    expect(await budget()).toBe(before)
    await expire(inDays(3))
    await expire(inDays(3))
    expect(await budget()).toBe(before + 200)
    expect((await refusalOf(redeemPack(db, holder, held, [choose(1, tea, 1)]))).code).toBe('pack_expired')
    expect((await packDetail(db, holder.caller, held)).state).toBe('expired')
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('gives back what an order brought that is cancelled afterwards, too', async () => {
    const held = await heldFor(2)
    const { order_id } = await redeemPack(db, holder, held, [choose(1, tea, 1)])
    const before = await budget()
    await expire(inDays(3))
    await cancelOrder(db, holder.caller, order_id)
    expect(await budget()).toBe(before + 300)
    expect(await committedPoints(db, tenant.id)).toBe(0)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('is valid to the end of its last day, counted from the grant', async () => {
    const days = await makePack(db, tenant, [chooseCount(1, tea)], { valid_days: 7, value_points: 0 })
    const [held] = await holdPack(db, tenant, days, { members: [holder.id] })
    const until = await one<Date>(db, 'select valid_until from public.pack_entitlements where id = $1', [held])
    const last = await one<string>(db, `select ((now() at time zone 'Asia/Shanghai')::date + 7)::text`)
    expect(until.toISOString()).toBe(new Date(`${last}T23:59:59+08:00`).toISOString())
  })
})

describe('a grant that is taken back', () => {
  const voidGrant = (who: ShopperFixture, grantId: string, reason: unknown = '发错了', on: pg.ClientBase = db) =>
    callFunction<{ returned_points: number }>(on, who.caller, 'void_pack_grant', { grant_id: grantId, reason })

  it('ends what is open and gives it back once, however often it is asked', async () => {
    const { grant_id } = await grantPack(db, hr.caller, packId, [{ member_id: holder.id }, { member_id: hr.id }])
    const held = await one(db, 'select id from public.pack_entitlements where grant_id = $1 and member_id = $2', [
      grant_id,
      holder.id,
    ])
    const { order_id } = await redeemPack(db, holder, held, [choose(1, tea, 1)])
    const before = await budget()
    const answers = await onConnections(4, (connection) => voidGrant(hr, grant_id, '发错了', connection))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]).toEqual({ grant_id, entitlements: 2, returned_points: 500 })
    expect(await budget()).toBe(before + 500)
    expect((await refusalOf(packDetail(db, holder.caller, held))).code).toBe('pack_not_found')
    expect((await refusalOf(redeemPack(db, holder, held, [choose(1, tea, 1)]))).code).toBe('pack_not_found')
    // What was chosen before stays chosen, unless it is cancelled.
    await cancelOrder(db, holder.caller, order_id)
    expect(await budget()).toBe(before + 600)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('is not by others, of other companies, nor without a reason', async () => {
    const { grant_id } = await grantPack(db, hr.caller, packId, [{ member_id: holder.id }])
    const stranger = await makeShopper(db, await makeRichTenant(db))
    await giveRole(
      db,
      await one(db, 'select tenant_id from public.members where id = $1', [stranger.id]),
      stranger.id,
      'hr_manager',
    )
    expect((await refusalOf(voidGrant(holder, grant_id))).code).toBe('not_permitted')
    expect((await refusalOf(voidGrant(stranger, grant_id))).code).toBe('grant_not_found')
    expect((await refusalOf(voidGrant(hr, randomUUID()))).code).toBe('grant_not_found')
    expect((await refusalOf(voidGrant(hr, grant_id, ' '))).code).toBe('invalid_request')
  })
})

describe('whoever leaves', () => {
  it('leaves the packs behind, and what was not begun goes back', async () => {
    const leaver = await makeShopper(db, tenant)
    await holdPack(db, tenant, packId, { members: [leaver.id] })
    const before = await budget()
    await callFunction(db, hr.caller, 'offboard_member', {
      member_id: leaver.id,
      reason: '合同到期',
      idempotency_key: randomUUID(),
    })
    expect((await refusalOf(callFunction(db, leaver.caller, 'my_packs'))).code).toBe('member_departed')
    await expire(inDays(0))
    expect(await budget()).toBe(before + 300)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})

describe('the usage of a grant', () => {
  const usage = (who: ShopperFixture, grantId: string) =>
    callFunction(db, who.caller, 'pack_usage', { grant_id: grantId })

  it('is counted from five holders on, for HR and whoever granted', async () => {
    const people = [holder, hr]
    for (let more = 0; more < 3; more++) people.push(await makeShopper(db, tenant))
    const all = await grantPack(
      db,
      hr.caller,
      packId,
      people.map(({ id }) => ({ member_id: id })),
    )
    const held = await one(db, 'select id from public.pack_entitlements where grant_id = $1 and member_id = $2', [
      all.grant_id,
      holder.id,
    ])
    await redeemPack(db, holder, held, [choose(1, tea, 1)])
    expect(await usage(hr, all.grant_id)).toMatchObject({
      recipients: 5,
      too_few: false,
      figures: { uses_total: 15, uses_begun: 1, uses_done: 0, uses_open: 14, returned_points: 0 },
    })
    const few = await grantPack(db, hr.caller, packId, [{ member_id: holder.id }])
    expect(await usage(hr, few.grant_id)).toMatchObject({ too_few: true, figures: null })
    expect((await refusalOf(usage(holder, few.grant_id))).code).toBe('not_permitted')
    const stranger = await makeShopper(db, await makeRichTenant(db))
    expect((await refusalOf(usage(stranger, few.grant_id))).code).toBe('not_permitted')
  })
})

describe('packs on cards', () => {
  it('are given by the issue, move to who claims the card, and end with it', async () => {
    const [guest, other] = [await makeGuest(db, tenant, 1), await makeGuest(db, tenant, 1)]
    const before = await budget()
    await db.query('select private.give_pack($1, $2, $3, 1)', [tenant.id, packId, [guest.cardId, other.cardId]])
    expect(await budget()).toBe(before - 200)
    const held = await one(db, 'select id from public.pack_entitlements where card_id = $1', [guest.cardId])
    expect(await packDetail(db, guest.caller, held)).toMatchObject({ state: 'open', uses_left: 1 })

    expect(await one(db, 'select private.move_entitlements($1, $2, $3)', [tenant.id, guest.cardId, holder.id])).toBe(1)
    expect((await refusalOf(packDetail(db, guest.caller, held))).code).toBe('pack_not_found')
    await redeemPack(db, holder, held, [choose(1, tea, 2)])

    expect(
      await one(db, 'select private.end_entitlements_of_cards($1, $2)', [tenant.id, [guest.cardId, other.cardId]]),
    ).toBe(100)
    expect(await budget()).toBe(before - 100)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})
