import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { choose, holdPack, makePack, packDetail, redeemPack } from '../../support/pack-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import {
  makeOfferedSku,
  makeRichTenant,
  makeShopper,
  makeSku,
  stockUp,
  unitsInStock,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let holder: ShopperFixture
let gone: SkuFixture
let inPack: SkuFixture
let cheap: SkuFixture
let dear: SkuFixture
let notOffered: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  holder = await makeShopper(db, tenant)
  gone = await makeSku(db)
  inPack = await makeSku(db)
  notOffered = await makeSku(db)
  for (const sku of [inPack, notOffered]) await stockUp(db, sku, 20)
  cheap = await makeOfferedSku(db, tenant, 50, 20)
  dear = await makeOfferedSku(db, tenant, 51, 20)
})
afterAll(() => db.end())

async function hold(allow_swaps = true): Promise<string> {
  const items = [
    { sku: gone, value_points: 50, max_units: 1 },
    { sku: inPack, value_points: 40 },
  ]
  const packId = await makePack(db, tenant, [{ kind: 'choose_count', choose_count: 2, items }], { allow_swaps })
  return (await holdPack(db, tenant, packId, { members: [holder.id] }))[0]!
}

const swapsFor = (held: string, sku: SkuFixture) =>
  callFunction<{ sku_id: string; value_points: number }[]>(db, holder.caller, 'pack_swaps', {
    entitlement_id: held,
    section_no: 1,
    sku_id: sku.skuId,
  })

describe('an item that is out of stock', () => {
  it('can be swapped for what is worth no more, in the mall or in the pack, and takes its slot', async () => {
    const held = await hold()
    expect((await swapsFor(held, gone)).map(({ sku_id, value_points }) => [sku_id, value_points])).toEqual([
      [cheap.skuId, 50],
      [inPack.skuId, 40],
    ])
    const stock = await unitsInStock(db, cheap)
    await redeemPack(db, holder, held, [choose(1, cheap, 1, gone)])
    expect(await unitsInStock(db, cheap)).toBe(stock - 1)
    const [section] = (await packDetail(db, holder.caller, held)).sections
    expect(section).toMatchObject({ chosen: 1, left: 1, items: [{ sku_id: gone.skuId, chosen: 1, units_left: 0 }, {}] })
    expect((await refusalOf(redeemPack(db, holder, held, [choose(1, inPack, 1, gone)]))).code).toBe('choose_fewer')
  })

  it.each<[string, () => unknown]>([
    ['worth_more', () => choose(1, dear, 1, gone)],
    ['not_offered', () => choose(1, notOffered, 1, gone)],
    ['in_stock', () => choose(1, cheap, 1, inPack)],
  ])('is not: %s', async (reason, choice) => {
    expect(await refusalOf(redeemPack(db, holder, await hold(), [choice()]))).toMatchObject({
      code: 'swap_not_allowed',
      details: { reason },
    })
  })

  it('is not where the pack does not allow it, nor for an item that is not in it', async () => {
    const held = await hold(false)
    expect(await swapsFor(held, gone)).toEqual([])
    expect(await refusalOf(redeemPack(db, holder, held, [choose(1, cheap, 1, gone)]))).toMatchObject({
      code: 'swap_not_allowed',
      details: { reason: 'not_in_this_pack' },
    })
    const stranger = choose(1, cheap, 1, notOffered)
    expect((await refusalOf(redeemPack(db, holder, held, [stranger]))).code).toBe('choice_not_in_pack')
  })

  it('cannot be swapped again for more than its limit by asking twice at a time', async () => {
    const choices = [choose(1, cheap, 1, gone), choose(1, inPack, 1, gone)]
    expect((await refusalOf(redeemPack(db, holder, await hold(), choices))).code).toBe('choose_fewer')
  })
})
