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
  refund,
  spend,
} from '../../support/points-fixture.ts'
import { refusalOf } from '../../support/refusal.ts'
import { makeMember, makeTenant, type TenantFixture } from '../../support/tenant-fixture.ts'

describe('refunds', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let programme: string

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1_000_000_000)
    programme = await makeProgramme(db, tenant.id)
  })
  afterAll(() => db.end())

  const memberWith = async (amounts: number[]) => {
    const member = await makeMember(db, tenant)
    for (const amount of amounts) await grantTo(db, tenant, programme, member, amount)
    return member.accountId
  }

  it('of any parts of any orders end, taken together, with the very lots as they were', async () => {
    const order = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 })
    const part = fc.record({ order: fc.nat(9), line: fc.nat(3), share: fc.double({ min: 0.01, max: 1, noNaN: true }) })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 5 }),
        fc.array(order, { minLength: 1, maxLength: 3 }),
        fc.array(part, { maxLength: 6 }),
        async (lotAmounts, orders, parts) => {
          const accountId = await memberWith(lotAmounts)
          const before = await lotsOf(db, accountId)
          let left = lotAmounts.reduce((sum, amount) => sum + amount, 0)
          const placed: { id: string; open: number[] }[] = []
          for (const lines of orders) {
            const total = lines.reduce((sum, amount) => sum + amount, 0)
            if (total > left) continue
            const id = await spend(
              db,
              tenant.id,
              accountId,
              lines.map((amount, index) => ({ lineNo: index + 1, amount })),
            )
            placed.push({ id, open: [...lines] })
            left -= total
          }
          for (const { order: orderIndex, line, share } of parts) {
            const chosen = placed[orderIndex % Math.max(placed.length, 1)]
            if (!chosen) break
            const index = line % chosen.open.length
            const amount = Math.ceil(chosen.open[index]! * share)
            if (amount === 0) continue
            const answer = await refund(db, tenant.id, chosen.id, [{ line_no: index + 1, amount }])
            expect(answer.amount).toBe(amount)
            chosen.open[index]! -= amount
            left += amount
            const lots = await lotsOf(db, accountId)
            expect(Object.values(lots).reduce((sum, remaining) => sum + remaining, 0)).toBe(left)
            for (const [lot, remaining] of Object.entries(lots)) expect(remaining).toBeLessThanOrEqual(before[lot]!)
          }
          for (const { id, open } of placed) {
            const answer = await refund(db, tenant.id, id)
            expect(answer.amount).toBe(open.reduce((sum, amount) => sum + amount, 0))
          }
          expect(await lotsOf(db, accountId)).toEqual(before)
        },
      ),
      { numRuns: 200 },
    )
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  }, 120_000)

  it('never give back more than was spent on a line, however often they are asked', async () => {
    const accountId = await memberWith([100])
    const order = await spend(db, tenant.id, accountId, [
      { lineNo: 1, amount: 30 },
      { lineNo: 2, amount: 20 },
    ])
    await refund(db, tenant.id, order, [{ line_no: 1, amount: 25 }])
    expect(await refusalOf(refund(db, tenant.id, order, [{ line_no: 1, amount: 6 }]))).toEqual({
      code: 'invalid_amount',
      status: 400,
      details: { line_no: '1', refundable: 5 },
    })
    expect((await refund(db, tenant.id, order)).amount).toBe(25)
    expect(await refund(db, tenant.id, order)).toEqual({ transaction_id: null, amount: 0 })
    expect(Object.values(await lotsOf(db, accountId))).toEqual([100])
  })

  it.each([0, -1, 1.5, '5', null, 1e13, 9223372036854775808n])('refuse the amount %s', async (amount) => {
    const accountId = await memberWith([100])
    const order = await spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 30 }])
    const asked = typeof amount === 'bigint' ? Number(amount) : amount
    expect(await refusalOf(refund(db, tenant.id, order, [{ line_no: 1, amount: asked }]))).toMatchObject({
      code: 'invalid_amount',
    })
  })

  it('refuse a line that comes twice or does not exist, and know no order of another company', async () => {
    const accountId = await memberWith([100])
    const order = await spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 30 }])
    const twice = [
      { line_no: 1, amount: 10 },
      { line_no: 1, amount: 10 },
    ]
    expect(await refusalOf(refund(db, tenant.id, order, twice))).toMatchObject({ code: 'invalid_amount' })
    expect(await refusalOf(refund(db, tenant.id, order, [{ line_no: 7, amount: 1 }]))).toMatchObject({
      code: 'invalid_amount',
    })
    const other = await makeTenant(db)
    expect(await refund(db, other.id, order)).toEqual({ transaction_id: null, amount: 0 })
    expect(Object.values(await lotsOf(db, accountId))).toEqual([70])
  })

  it('of a part give back first what was taken last', async () => {
    const accountId = await memberWith([10, 10, 10])
    const lots = Object.keys(await lotsOf(db, accountId))
    const order = await spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 25 }])
    await refund(db, tenant.id, order, [{ line_no: 1, amount: 8 }])
    const after = await lotsOf(db, accountId)
    expect(lots.map((lot) => after[lot])).toEqual([0, 3, 10])
  })
})
