import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import {
  brokenInvariants,
  deposit,
  grantTo,
  lotsOf,
  makeProgramme,
  spend,
  type SpendLine,
} from '../../support/points-fixture.ts'
import { readRefusal, refusalOf } from '../../support/refusal.ts'
import { makeMember, makeTenant, type TenantFixture } from '../../support/tenant-fixture.ts'

const categories = Array.from({ length: 3 }, () => randomUUID())
const [tea, sport, books] = categories as [string, string, string]

describe('the order in which lots pay', () => {
  let db: pg.Client
  let tenant: TenantFixture

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 100_000_000)
  })
  afterAll(() => db.end())

  interface Lot {
    amount: number
    days?: number
    only?: string[]
    products?: string[]
  }
  const rules = new Map<string, Promise<string>>()
  const programmeFor = ({ days = 30, only, products }: Lot) => {
    const scope = products
      ? { scope: 'products', scope_ids: products }
      : only
        ? { scope: 'categories', scope_ids: only }
        : {}
    const rule = JSON.stringify({ days, scope })
    const made = rules.get(rule) ?? makeProgramme(db, tenant.id, { validity_days: days, ...scope })
    rules.set(rule, made)
    return made
  }
  const walletWith = async (lots: Lot[]) => {
    const member = await makeMember(db, tenant)
    const ids: string[] = []
    for (const lot of lots) ids.push(await grantTo(db, tenant, await programmeFor(lot), member, lot.amount))
    const left = async () => {
      const now = await lotsOf(db, member.accountId)
      return ids.map((id) => now[id])
    }
    return { accountId: member.accountId, left }
  }
  const pay = (accountId: string, ...lines: SpendLine[]) => spend(db, tenant.id, accountId, lines)

  it('is soonest-expiring first, then oldest first', async () => {
    const { accountId, left } = await walletWith([{ amount: 10, days: 60 }, { amount: 10 }, { amount: 10 }])
    await pay(accountId, { lineNo: 1, amount: 15 })
    expect(await left()).toEqual([10, 0, 5])
    await pay(accountId, { lineNo: 1, amount: 8 })
    expect(await left()).toEqual([7, 0, 0])
  })

  it('takes restricted lots first where they may pay, even when they expire later', async () => {
    const { accountId, left } = await walletWith([
      { amount: 10, days: 5 },
      { amount: 10, days: 90, only: [tea] },
    ])
    await pay(accountId, { lineNo: 1, amount: 12, categoryIds: [randomUUID(), tea] })
    expect(await left()).toEqual([8, 0])
  })

  it('leaves restricted lots alone where they may not', async () => {
    const product = randomUUID()
    const { accountId, left } = await walletWith([
      { amount: 10, only: [tea] },
      { amount: 10, products: [product] },
      { amount: 10, days: 90 },
    ])
    await pay(accountId, { lineNo: 1, amount: 5, categoryIds: [sport] })
    await pay(accountId, { lineNo: 1, amount: 5, productId: product })
    expect(await left()).toEqual([10, 5, 5])
    const refusal = await refusalOf(pay(accountId, { lineNo: 1, amount: 6, categoryIds: [sport] }))
    expect(refusal).toEqual({ code: 'insufficient_points', status: 402, details: { needed: 6, available: 5 } })
    expect(await left()).toEqual([10, 5, 5])
  })

  it('gives up a choice for an earlier line where a later line could not be paid otherwise', async () => {
    const { accountId, left } = await walletWith([
      { amount: 10, only: [tea, sport], days: 5 },
      { amount: 10, only: [tea], days: 90 },
    ])
    await pay(accountId, { lineNo: 1, amount: 10, categoryIds: [tea] }, { lineNo: 2, amount: 10, categoryIds: [sport] })
    expect(await left()).toEqual([0, 0])
  })

  it('pays whatever can be paid, and refuses the rest', async () => {
    const scope = fc.option(fc.subarray(categories, { minLength: 1 }), { nil: undefined })
    const lot = fc.record({ amount: fc.integer({ min: 1, max: 20 }), days: fc.constantFrom(5, 30), only: scope })
    const line = fc.record({ amount: fc.integer({ min: 1, max: 20 }), category: fc.constantFrom(tea, sport, books) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(lot, { minLength: 1, maxLength: 4 }),
        fc.array(line, { minLength: 1, maxLength: 4 }),
        async (lots, lines) => {
          const { accountId, left } = await walletWith(lots)
          const wanted = lines.map(({ amount, category }, index) => ({
            lineNo: index + 1,
            amount,
            categoryIds: [category],
          }))
          const outcome = await pay(accountId, ...wanted).then(
            () => 'paid',
            (error: unknown) => readRefusal(error).code,
          )
          expect(outcome).toBe(payable(lots as Lot[], lines) ? 'paid' : 'insufficient_points')
          const spent = outcome === 'paid' ? lines.reduce((sum, { amount }) => sum + amount, 0) : 0
          const remaining = (await left()).reduce<number>((sum, amount) => sum + amount!, 0)
          expect(remaining).toBe(lots.reduce((sum, { amount }) => sum + amount, 0) - spent)
        },
      ),
      { numRuns: 200 },
    )
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  }, 120_000)

  /** Gale's condition: no set of lines wants more than the lots that may pay for any of them hold. */
  function payable(lots: Lot[], lines: { amount: number; category: string }[]): boolean {
    for (let set = 1; set < 2 ** lines.length; set++) {
      const chosen = lines.filter((_, index) => set & (2 ** index))
      const wanted = chosen.reduce((sum, { amount }) => sum + amount, 0)
      const held = lots
        .filter(({ only }) => !only || chosen.some(({ category }) => only.includes(category)))
        .reduce((sum, { amount }) => sum + amount, 0)
      if (wanted > held) return false
    }
    return true
  }
})
