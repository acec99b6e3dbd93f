import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { choose, holdPack, makePack, packDetail, redeemPack, type SectionSpec } from '../../support/pack-fixture.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import {
  makeRichTenant,
  makeShopper,
  makeSku,
  stockUp,
  type ShopperFixture,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import type { TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture
let holder: ShopperFixture
const skus: SkuFixture[] = []

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
  holder = await makeShopper(db, tenant)
  for (let index = 0; index < 4; index++) {
    skus.push(await makeSku(db))
    await stockUp(db, skus[index]!, 10_000)
  }
})
afterAll(() => db.end())

interface Item {
  min: number
  max: number
  value: number
}
interface Rules {
  limit: number
  byAmount: boolean
  items: Item[]
}

const rules: fc.Arbitrary<Rules> = fc.record({
  limit: fc.integer({ min: 1, max: 8 }),
  byAmount: fc.boolean(),
  items: fc.array(
    fc
      .record({
        min: fc.integer({ min: 0, max: 2 }),
        max: fc.integer({ min: 1, max: 4 }),
        value: fc.integer({ min: 1, max: 3 }),
      })
      .map((item) => ({ ...item, min: Math.min(item.min, item.max) })),
    { minLength: 1, maxLength: 4 },
  ),
})
const steps = fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 }), {
  minLength: 1,
  maxLength: 6,
})

/**
 * The rules again, by brute force: what is chosen is allowed when it is part of some complete choice, that is of units per item between
 * minimum and maximum whose cost stays within the limit.
 */
function isPartOfAChoice({ limit, byAmount, items }: Rules, chosen: number[]): boolean {
  const complete = (index: number, left: number): boolean => {
    if (left < 0) return false
    const item = items[index]
    if (!item) return true
    for (let units = Math.max(item.min, chosen[index]!); units <= item.max; units++)
      if (complete(index + 1, left - units * (byAmount ? item.value : 1))) return true
    return false
  }
  return complete(0, limit)
}

const isComplete = (rule: Rules, chosen: number[]): boolean =>
  rule.items.every(
    (_, index) =>
      !isPartOfAChoice(
        { ...rule, items: rule.items.map((item) => ({ ...item, min: 0 })) },
        chosen.map((units, place) => units + Number(place === index)),
      ),
  )

/** Whether such a pack can be activated: what must be chosen fits, and so many units can be. */
const isSound = ({ limit, byAmount, items }: Rules): boolean => {
  const needed = items.reduce((sum, { min, value }) => sum + min * (byAmount ? value : 1), 0)
  return (
    needed <= limit &&
    (byAmount ? items.every(({ value }) => value <= limit) : items.reduce((sum, { max }) => sum + max, 0) >= limit)
  )
}

const sectionOf = ({ limit, byAmount, items }: Rules): SectionSpec => ({
  ...(byAmount ? { kind: 'choose_amount', amount_points: limit } : { kind: 'choose_count', choose_count: limit }),
  items: items.map(({ min, max, value }, index) => ({
    sku: skus[index]!,
    min_units: min,
    max_units: max,
    value_points: value,
  })),
})

it('the chooser allows what is part of a complete choice, and nothing else, and knows when it is complete', async () => {
  await fc.assert(
    fc.asyncProperty(rules.filter(isSound), steps, async (rule, asked) => {
      const packId = await makePack(db, tenant, [sectionOf(rule)], { value_points: 3 })
      const [held] = await holdPack(db, tenant, packId, { members: [holder.id] })
      let chosen = rule.items.map(() => 0)
      for (const units of asked) {
        const choices = rule.items.flatMap((_, index) =>
          units[index]! > 0 ? [choose(1, skus[index]!, units[index]!)] : [],
        )
        if (choices.length === 0) continue
        const after = chosen.map((before, index) => before + units[index]!)
        const outcome = await redeemPack(db, holder, held!, choices).then(
          () => 'allowed',
          (error: unknown) => readRefusal(error).code,
        )
        const expected = isComplete(rule, chosen)
          ? 'pack_used_up'
          : isPartOfAChoice(rule, after)
            ? 'allowed'
            : 'refused'
        expect(/^choose_/.test(outcome) ? 'refused' : outcome).toBe(expected)
        if (outcome === 'allowed') chosen = after
        const { sections, state } = await packDetail(db, holder.caller, held!)
        expect(sections[0]!.items.map((item) => item.chosen)).toEqual(chosen)
        expect(state).toBe(isComplete(rule, chosen) ? 'used_up' : 'open')
        for (const [index, item] of sections[0]!.items.entries()) {
          const with_ = (more: number) => chosen.map((units, place) => units + (place === index ? more : 0))
          expect(isPartOfAChoice(rule, with_(item.units_left))).toBe(true)
          if (state === 'open') expect(isPartOfAChoice(rule, with_(item.units_left + 1))).toBe(false)
        }
      }
    }),
    { numRuns: 60 },
  )
  expect(await brokenInvariants(db, tenant.id)).toEqual([])
}, 120_000)
