import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { atTime, openDatabase } from '../../support/database.ts'
import {
  brokenInvariants,
  deposit,
  grantTo,
  lotsOf,
  makeProgramme,
  refund,
  spend,
} from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

const bought = '2035-01-01T12:00:00+08:00'
const later = '2035-03-01T12:00:00+08:00'

describe('a refund after the lot has expired', () => {
  let db: pg.Client
  let tenant: TenantFixture
  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  /** 100 points, 60 of them spent at once; the other 40 expire after ten days. */
  const spentLot = async (policy: Record<string, unknown>) => {
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1000)
    const programme = await makeProgramme(db, tenant.id, { validity_days: 10, ...policy })
    const member = await makeMember(db, tenant)
    const lot = await grantTo(db, tenant, programme, member, 100, bought)
    const order = await at(bought, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 60 }]))
    return { member, lot, order }
  }
  const at = <T>(now: string, work: () => Promise<T>) => atTime(db, now, work)
  const balanceOf = (accountId: string) =>
    one<number>(db, 'select balance from public.ledger_accounts where id = $1', [accountId])

  it('brings the points back for some days where the policy says restore_days, but not what had expired', async () => {
    const { member, lot, order } = await spentLot({ refund_policy: 'restore_days', refund_restore_days: 7 })
    expect((await at(later, () => refund(db, tenant.id, order))).amount).toBe(60)
    expect(await lotsOf(db, member.accountId)).toEqual({ [lot]: 60 })
    expect(await one<Date>(db, 'select expires_at from public.point_lots where id = $1', [lot])).toEqual(
      new Date('2035-03-08T23:59:59+08:00'),
    )
    expect(await balanceOf(member.accountId)).toBe(60)
    await at(later, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 60 }]))
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('keeps the new date for the second part of the order', async () => {
    const { member, lot, order } = await spentLot({ refund_policy: 'restore_days', refund_restore_days: 7 })
    await at(later, () => refund(db, tenant.id, order, [{ line_no: 1, amount: 20 }]))
    await at('2035-03-02T12:00:00+08:00', () => refund(db, tenant.id, order))
    expect(await lotsOf(db, member.accountId)).toEqual({ [lot]: 60 })
    expect(await one<Date>(db, 'select expires_at from public.point_lots where id = $1', [lot])).toEqual(
      new Date('2035-03-08T23:59:59+08:00'),
    )
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('gives the points to the budget that granted them where the policy says back_to_budget', async () => {
    const { member, order } = await spentLot({ refund_policy: 'back_to_budget', refund_restore_days: null })
    expect(await balanceOf(tenant.budgetAccountId)).toBe(900)
    expect((await at(later, () => refund(db, tenant.id, order))).amount).toBe(60)
    expect(await balanceOf(tenant.budgetAccountId)).toBe(960)
    expect(await balanceOf(member.accountId)).toBe(0)
    expect((await at(later, () => refund(db, tenant.id, order))).amount).toBe(0)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('forfeits the points where the policy says forfeit, and says so in the statement', async () => {
    const { member, order } = await spentLot({ refund_policy: 'forfeit', refund_restore_days: null })
    expect((await at(later, () => refund(db, tenant.id, order))).amount).toBe(60)
    expect(await balanceOf(tenant.budgetAccountId)).toBe(900)
    const { rows } = await db.query(
      'select kind, amount, balance_after from public.ledger_transactions where account_id = $1 order by seq',
      [member.accountId],
    )
    expect(rows).toEqual([
      { kind: 'grant', amount: 100, balance_after: 100 },
      { kind: 'spend', amount: -60, balance_after: 40 },
      { kind: 'expiry', amount: -40, balance_after: 0 },
      { kind: 'refund', amount: 0, balance_after: 0 },
    ])
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('does what the policy says only for the lots that have expired', async () => {
    const { member, lot, order } = await spentLot({ refund_policy: 'forfeit', refund_restore_days: null })
    const lasting = await makeProgramme(db, tenant.id, { validity_days: 300 })
    const other = await grantTo(db, tenant, lasting, member, 100, bought)
    const mixed = await at(bought, () => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 90 }]))
    await at(later, () => refund(db, tenant.id, mixed))
    expect(await lotsOf(db, member.accountId)).toEqual({ [lot]: 0, [other]: 100 })
    await at(later, () => refund(db, tenant.id, order))
    expect(await balanceOf(member.accountId)).toBe(100)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })
})
