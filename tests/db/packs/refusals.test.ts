import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform, visitor } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { choose, chooseCount, holdPack, makePack, packDetail, redeemPack } from '../../support/pack-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  makeGuest,
  makeRichTenant,
  makeShopper,
  makeSku,
  stockUp,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let tea: SkuFixture
let cake: SkuFixture
let holder: ShopperFixture
let held: string

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  tea = await makeSku(db)
  cake = await makeSku(db)
  await stockUp(db, tea, 50)
  await stockUp(db, cake, 50)
  holder = await makeShopper(db, tenant)
  held = await hold([
    {
      kind: 'choose_count',
      choose_count: 3,
      items: [
        { sku: tea, max_units: 2 },
        { sku: cake, min_units: 1 },
      ],
    },
    { kind: 'choose_amount', amount_points: 100, items: [{ sku: tea, value_points: 60 }] },
    { kind: 'fixed', items: [{ sku: cake, units: 2 }] },
  ])
})
afterAll(() => db.end())

async function hold(sections: Parameters<typeof makePack>[2], columns: Record<string, unknown> = {}): Promise<string> {
  const [id] = await holdPack(db, tenant, await makePack(db, tenant, sections, columns), { members: [holder.id] })
  return id!
}

const refused = (choices: unknown, who: Parameters<typeof redeemPack>[1] = holder, entitlement = held) =>
  refusalOf(redeemPack(db, who, entitlement, choices))

/** What a holder could change by redeeming; nothing of it may move when a request is refused. */
const traces = () =>
  one(
    db,
    `select concat_ws('|', (select sum(available) from public.stock), (select count(*) from public.orders),
      (select count(*) from public.pack_choices), (select count(*) from public.ledger_transfers))`,
  )

describe('a choice is refused and leaves no trace', () => {
  it.each<[string, () => unknown, string, Record<string, unknown>?]>([
    ['of more than an item allows', () => [choose(1, tea, 3)], 'choose_fewer', { section_no: 1, limit: 2 }],
    [
      'of more than the section allows',
      () => [choose(1, cake, 4)],
      'choose_fewer',
      { section_no: 1, sku_id: null, limit: 3 },
    ],
    [
      'of more than the section allows, by several lines',
      () => [choose(1, tea, 2), choose(1, cake, 2)],
      'choose_fewer',
      { section_no: 1, sku_id: null, limit: 3 },
    ],
    ['of more than the amount', () => [choose(2, tea, 2)], 'choose_fewer', { section_no: 2, sku_id: null, limit: 100 }],
    ['of more than the fixed contents', () => [choose(3, cake, 3)], 'choose_fewer', { section_no: 3, limit: 2 }],
    ['of what is not in the section', () => [choose(2, cake, 1)], 'choice_not_in_pack', { section_no: 2 }],
    ['in a section that is not there', () => [choose(9, tea, 1)], 'choice_not_in_pack', { section_no: 9 }],
    ['of 0 units', () => [choose(1, tea, 0)], 'invalid_quantity'],
    ['of negative units', () => [choose(1, tea, -1)], 'invalid_quantity'],
    ['of half a unit', () => [choose(1, tea, 0.5)], 'invalid_quantity'],
    ['of units beyond all numbers', () => [choose(1, tea, 1e300)], 'invalid_quantity'],
    ['of 1,000 units', () => [choose(1, tea, 1000)], 'invalid_quantity'],
    ['of units in words', () => [choose(1, tea, '1')], 'invalid_quantity'],
    ['of nothing', () => [], 'empty_order'],
    ['twice the same', () => [choose(1, tea, 1), choose(1, tea, 1)], 'invalid_request', { problem: 'choice_twice' }],
    ['that is no list', () => ({ a: 1 }), 'invalid_request'],
    ['without a SKU', () => [{ section_no: 1, units: 1 }], 'invalid_request', { problem: 'sku_id' }],
    [
      'with a SKU in words',
      () => [{ section_no: 1, sku_id: 'tea', units: 1 }],
      'invalid_request',
      { problem: 'sku_id' },
    ],
    ['with a section beyond all numbers', () => [{ ...choose(1, tea, 1), section_no: 1e99 }], 'invalid_request'],
    [
      'with a swap in words',
      () => [{ ...choose(1, tea, 1), swap_for: 'x' }],
      'invalid_request',
      { problem: 'swap_for' },
    ],
  ])('%s', async (_, choices, code, details = {}) => {
    const before = await traces()
    const refusal = await refused(choices())
    expect(refusal).toMatchObject({ code, details })
    expect(await traces()).toBe(before)
  })

  it('that leaves no room for what must be among the chosen', async () => {
    const strict = await hold([
      { kind: 'choose_count', choose_count: 2, items: [{ sku: tea }, { sku: cake, min_units: 1 }] },
    ])
    expect(await refused([choose(1, tea, 2)], holder, strict)).toMatchObject({
      code: 'choose_more',
      details: { section_no: 1, sku_id: cake.skuId, limit: 1 },
    })
    await redeemPack(db, holder, strict, [choose(1, tea, 1)])
    expect(await refused([choose(1, tea, 1)], holder, strict)).toMatchObject({ code: 'choose_more' })
  })

  it('that is sold out or withdrawn', async () => {
    const rare = await makeSku(db)
    await stockUp(db, rare, 1)
    const few = await hold([chooseCount(3, rare, tea)])
    const before = await traces()
    expect(await refused([choose(1, rare, 2), choose(1, tea, 1)], holder, few)).toMatchObject({
      code: 'out_of_stock',
      details: { sku_id: rare.skuId, available: 1 },
    })
    await db.query(`update public.skus set status = 'withdrawn' where id = $1`, [rare.skuId])
    expect(await refused([choose(1, rare, 1)], holder, few)).toMatchObject({
      code: 'out_of_stock',
      details: { available: 0 },
    })
    expect((await packDetail(db, holder.caller, few)).sections[0]!.items[0]).toMatchObject({ available: 0 })
    expect(await traces()).toBe(before)
  })

  it('without an address, or with that of somebody else', async () => {
    const other = await makeShopper(db, tenant)
    const code = async (who: Parameters<typeof redeemPack>[1]) => (await refused([choose(1, tea, 1)], who)).code
    expect(await code({ caller: holder.caller })).toBe('address_required')
    expect(await code({ caller: holder.caller, addressId: other.addressId })).toBe('address_not_found')
  })

  it('with a key that was used for other choices, another pack or an order', async () => {
    const key = randomUUID()
    const again = await hold([chooseCount(2, tea)])
    await redeemPack(db, holder, again, [choose(1, tea, 1)], key)
    expect((await refusalOf(redeemPack(db, holder, again, [choose(1, tea, 2)], key))).code).toBe('idempotency_mismatch')
    expect((await refusalOf(redeemPack(db, holder, held, [choose(1, tea, 1)], key))).code).toBe('idempotency_mismatch')
    expect((await refusalOf(redeemPack(db, holder, again, [choose(1, tea, 1)], 'short'))).code).toBe('invalid_request')
  })
})

describe('a pack is refused', () => {
  it('when everything was chosen, and when its time is over', async () => {
    const done = await hold([chooseCount(1, tea)])
    await redeemPack(db, holder, done, [choose(1, tea, 1)])
    expect((await refused([choose(1, tea, 1)], holder, done)).code).toBe('pack_used_up')
    const late = refusalOf(redeemPack(db, holder, held, [choose(1, tea, 1)], randomUUID(), '2099-01-01T00:00:00+08:00'))
    expect((await late).code).toBe('pack_expired')
    expect(await packDetail(db, holder.caller, held, '2099-01-01T00:00:00+08:00')).toMatchObject({
      state: 'expired',
      sections: [{ left: 0, items: [{ units_left: 0 }, { units_left: 0 }] }, { left: 0 }, { left: 0 }],
    })
  })

  it('to a colleague, to HR, to another company, to a guest, and to nobody at all', async () => {
    const strangers = [
      (await makeShopper(db, tenant)).caller,
      (await makeShopper(db, await makeRichTenant(db))).caller,
      (await makeGuest(db, tenant, 10)).caller,
    ]
    for (const caller of strangers) {
      expect((await refused([choose(1, tea, 1)], { caller, addressId: null })).code).toBe('pack_not_found')
      expect((await refusalOf(packDetail(db, caller, held))).code).toBe('pack_not_found')
      const swaps = callFunction(db, caller, 'pack_swaps', { entitlement_id: held, section_no: 1, sku_id: tea.skuId })
      expect((await refusalOf(swaps)).code).toBe('pack_not_found')
      expect(await callFunction(db, caller, 'my_packs')).toEqual([])
    }
    expect((await refused([choose(1, tea, 1)], holder, randomUUID())).code).toBe('pack_not_found')
    for (const caller of [visitor, platform])
      await expect(packDetail(db, caller, held)).rejects.toThrow('permission denied')
  })
})
