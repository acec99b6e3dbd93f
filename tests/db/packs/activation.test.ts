import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { chooseCount, makePack, type SectionSpec } from '../../support/pack-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeRichTenant, makeSku, type SkuFixture } from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let tea: SkuFixture
let cake: SkuFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  tea = await makeSku(db)
  cake = await makeSku(db)
})
afterAll(() => db.end())

const activate = (packId: string) => callFunction(db, platform, 'activate_pack', { pack_id: packId })

const problemsOf = async (sections: SectionSpec[], columns: Record<string, unknown> = {}) => {
  const { code, details } = await refusalOf(makePack(db, tenant, sections, columns))
  expect(code).toBe('pack_incomplete')
  return (details['problems'] as { problem: string; section_no?: number }[]).map(({ problem, section_no }) =>
    `${section_no ?? ''} ${problem}`.trim(),
  )
}

describe('a pack is activated', () => {
  it('when it is complete, once and again', async () => {
    const packId = await makePack(db, tenant, [
      { kind: 'fixed', items: [{ sku: tea, units: 2 }] },
      chooseCount(2, tea, cake),
      { kind: 'choose_amount', amount_points: 100, items: [{ sku: cake, value_points: 40, min_units: 1 }] },
    ])
    expect(await activate(packId)).toEqual({ pack_id: packId, status: 'active' })
  })

  it.each<[string, () => SectionSpec[], Record<string, unknown>?]>([
    ['no_sections', () => []],
    ['1 no_items', () => [{ kind: 'choose_count', choose_count: 1, items: [] }]],
    ['1 units_missing', () => [{ kind: 'fixed', items: [{ sku: tea }] }]],
    ['1 units_only_for_fixed', () => [{ kind: 'choose_count', choose_count: 1, items: [{ sku: tea, units: 1 }] }]],
    ['1 value_missing', () => [{ kind: 'choose_amount', amount_points: 50, items: [{ sku: tea }] }]],
    ['1 value_missing', () => [{ kind: 'fixed', items: [{ sku: tea, units: 1 }] }], { allow_swaps: true }],
    [
      '1 value_above_amount',
      () => [{ kind: 'choose_amount', amount_points: 50, items: [{ sku: tea, value_points: 51 }] }],
    ],
    [
      '1 minimum_above_limit',
      () => [{ kind: 'choose_count', choose_count: 2, items: [tea, cake].map((sku) => ({ sku, min_units: 2 })) }],
    ],
    [
      '1 maximum_below_limit',
      () => [{ kind: 'choose_count', choose_count: 3, items: [tea, cake].map((sku) => ({ sku, max_units: 1 })) }],
    ],
    ['over_already', () => [chooseCount(1, tea)], { valid_until: '2020-01-01T00:00:00+08:00' }],
  ])('not with the problem %s', async (problem, sections, columns) => {
    expect(await problemsOf(sections(), columns)).toEqual([problem])
  })

  it('not with goods that were withdrawn', async () => {
    const gone = await makeSku(db)
    await db.query(`update public.skus set status = 'withdrawn' where id = $1`, [gone.skuId])
    expect(await problemsOf([chooseCount(1, tea, gone)])).toEqual(['1 withdrawn'])
  })

  it('not by writing the state into the row, nor made active', async () => {
    const packId = await makePack(db, tenant, [], {}, false)
    const { code } = await refusalOf(db.query(`update public.packs set status = 'active' where id = $1`, [packId]))
    expect(code).toBe('pack_incomplete')
    await expect(makePack(db, tenant, [], { status: 'active' }, false)).rejects.toThrow('made as a draft')
  })

  it('not when there is none', async () => {
    expect(await refusalOf(activate('00000000-0000-7000-8000-000000000001'))).toMatchObject({ code: 'pack_not_found' })
  })
})

describe('what was activated', () => {
  it.each(['value_points = 1', 'uses = 9', 'allow_swaps = true', `status = 'draft'`, `valid_until = '2098-01-01'`])(
    'keeps its terms: %s is refused',
    async (change) => {
      const packId = await makePack(db, tenant, [chooseCount(1, tea)])
      await expect(db.query(`update public.packs set ${change} where id = $1`, [packId])).rejects.toThrow(
        'stay as they are',
      )
    },
  )

  it('keeps its contents', async () => {
    const packId = await makePack(db, tenant, [chooseCount(1, tea)])
    for (const change of [
      'update public.pack_items set max_units = 9 where pack_id = $1',
      'delete from public.pack_items where pack_id = $1',
      'update public.pack_sections set choose_count = 9 where pack_id = $1',
      `insert into public.pack_sections (tenant_id, pack_id, section_no, kind) select tenant_id, id, 9, 'fixed' from public.packs where id = $1`,
    ])
      await expect(db.query(change, [packId])).rejects.toThrow('stay as they are')
  })

  it('can be given other words, closed and opened again', async () => {
    const packId = await makePack(db, tenant, [chooseCount(1, tea)])
    await db.query(`update public.packs set greeting = '中秋快乐', status = 'closed' where id = $1`, [packId])
    expect(await activate(packId)).toMatchObject({ status: 'active' })
  })
})
