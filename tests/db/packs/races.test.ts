import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction, platform } from '../../support/act-as.ts'
import { onConnections, openDatabase } from '../../support/database.ts'
import { cancelOrder } from '../../support/order-calls.ts'
import { choose, chooseCount, holdPack, makePack, packDetail, redeemPack } from '../../support/pack-fixture.ts'
import { brokenInvariants } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import {
  makeCrowd,
  makeRichTenant,
  makeShopper,
  makeSku,
  stockUp,
  unitsInStock,
  type SkuFixture,
} from '../../support/shop-fixture.ts'
import { one, type TenantFixture } from '../../support/tenant-fixture.ts'

let db: pg.Client
let tenant: TenantFixture

beforeAll(async () => {
  db = await openDatabase()
  tenant = await makeRichTenant(db)
})
afterAll(() => db.end())

/** The code of a refusal, or the state of the answer. Anything else, such as a deadlock, fails the test. */
const outcomeOf = (call: Promise<{ state: string }>): Promise<string> =>
  call.then(
    ({ state }) => state,
    (error: unknown) => readRefusal(error).code,
  )

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()

const count = (outcomes: string[], outcome: string) => outcomes.filter((each) => each === outcome).length

describe('at once', () => {
  it('twenty choices out of one pack of three: three are taken', async () => {
    const holder = await makeShopper(db, tenant)
    const tea = await makeSku(db)
    await stockUp(db, tea, 100)
    const [held] = await holdPack(db, tenant, await makePack(db, tenant, [chooseCount(3, tea)]), {
      members: [holder.id],
    })
    const outcomes = await onConnections(20, (connection) =>
      outcomeOf(redeemPack(connection, holder, held!, [choose(1, tea, 1)])),
    )
    expect(count(outcomes, 'paid')).toBe(3)
    expect(count(outcomes, 'pack_used_up')).toBe(17)
    expect(await unitsInStock(db, tea)).toBe(97)
  })

  it('twenty calls with one key: one order, and twenty times its answer', async () => {
    const holder = await makeShopper(db, tenant)
    const tea = await makeSku(db)
    await stockUp(db, tea, 100)
    const [held] = await holdPack(db, tenant, await makePack(db, tenant, [chooseCount(1, tea)]), {
      members: [holder.id],
    })
    const key = randomUUID()
    const answers = await onConnections(20, (connection) =>
      redeemPack(connection, holder, held!, [choose(1, tea, 1)], key),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await unitsInStock(db, tea)).toBe(99)
  })

  it('one key for two packs: one order, the other is told', async () => {
    const holder = await makeShopper(db, tenant)
    const tea = await makeSku(db)
    await stockUp(db, tea, 100)
    const packId = await makePack(db, tenant, [chooseCount(1, tea)])
    const [first] = await holdPack(db, tenant, packId, { members: [holder.id] })
    const [second] = await holdPack(db, tenant, packId, { members: [holder.id] })
    const key = randomUUID()
    const outcomes = await onConnections(2, (connection, index) =>
      outcomeOf(redeemPack(connection, holder, [first!, second!][index]!, [choose(1, tea, 1)], key)),
    )
    expect(outcomes.sort()).toEqual(['idempotency_mismatch', 'paid'])
  })

  it('cancelling, choosing again and expiring: the books stay right', async () => {
    const holder = await makeShopper(db, tenant)
    const tea = await makeSku(db)
    await stockUp(db, tea, 100)
    const packId = await makePack(db, tenant, [chooseCount(2, tea)])
    const [held] = await holdPack(db, tenant, packId, { members: [holder.id] }, { uses: 3, valid_until: inDays(2) })
    for (let round = 0; round < 5; round++) {
      const { order_id } = await redeemPack(db, holder, held!, [choose(1, tea, 1)])
      await onConnections(3, (connection, index) =>
        index === 0
          ? outcomeOf(redeemPack(connection, holder, held!, [choose(1, tea, 1)]))
          : outcomeOf(cancelOrder(connection, holder.caller, order_id)),
      )
      expect(await brokenInvariants(db, tenant.id)).toEqual([])
      const orders = (await packDetail(db, holder.caller, held!)).orders.filter(({ state }) => state === 'paid')
      for (const { order_id: id } of orders) await cancelOrder(db, holder.caller, id)
    }
    expect(await unitsInStock(db, tea)).toBe(100)
    // Soon enough to let the packs of other tests live.
    const now = inDays(3)
    const runs = await onConnections(4, (connection) =>
      callFunction<{ entitlements: number }>(connection, platform, 'expire_packs', {}, now),
    )
    expect(runs.reduce((sum, { entitlements }) => sum + entitlements, 0)).toBeGreaterThan(0)
    expect(await one(db, 'select returned_points::int from public.pack_entitlements where id = $1', [held])).toBe(300)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('a hundred buyers at packs that overlap: no deadlock, nothing oversold, nobody gets more than the pack', async () => {
    const buyers = await makeCrowd(db, tenant, 100, 1)
    const skus: SkuFixture[] = []
    for (let index = 0; index < 6; index++) skus.push(await makeSku(db))
    for (const sku of skus) await stockUp(db, sku, 40, sku === skus[0] ? 4 : 1)
    // Each pack lists some of the same goods, in another order.
    const packs: string[] = []
    for (const turn of [0, 1, 2]) {
      const turned = [...skus.slice(turn * 2), ...skus.slice(0, turn * 2)]
      packs.push(await makePack(db, tenant, [chooseCount(3, ...turned)]))
    }
    const held: string[] = []
    for (const [index, { id }] of buyers.entries())
      held.push((await holdPack(db, tenant, packs[index % 3]!, { members: [id] }))[0]!)
    const outcomes = await onConnections(40, async (connection, worker) => {
      const mine: string[] = []
      for (let index = worker; index < buyers.length; index += 40)
        for (const step of [1, 2, 3, 4]) {
          const [one, two] = [skus[(index * step) % 6]!, skus[(index * step + 5 - step) % 6]!]
          const choices = one === two ? [choose(1, one, 1)] : [choose(1, one, 1), choose(1, two, 1)]
          mine.push(await outcomeOf(redeemPack(connection, buyers[index]!, held[index]!, choices)))
        }
      return mine
    })
    const known = ['paid', 'out_of_stock', 'choose_fewer', 'pack_used_up']
    expect(outcomes.flat().filter((outcome) => !known.includes(outcome))).toEqual([])
    const { rows } = await db.query<{ most: number; units: number }>(
      `select max(units)::int as most, sum(units)::int as units from (
         select entitlement_id, sum(units) as units from public.pack_choices where entitlement_id = any ($1) and returned_at is null group by 1
       ) taken`,
      [held],
    )
    expect(rows[0]!.most).toBeLessThanOrEqual(3)
    const stock: number[] = []
    for (const sku of skus) stock.push(await unitsInStock(db, sku))
    expect(stock.every((units) => units >= 0)).toBe(true)
    expect(stock.reduce((sum, units) => sum + units, 0)).toBe(240 - rows[0]!.units)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})
