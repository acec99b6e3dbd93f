import type pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { actAs, platform, signedIn } from '../../support/act-as.ts'
import { atTime, openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, grantTo, lotsOf, makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type MemberFixture, type TenantFixture } from '../../support/tenant-fixture.ts'

const granted = '2035-01-01T12:00:00+08:00'
const after = '2035-01-11T23:59:59+08:00' // ten days later, the very second in which validity ends

describe('expiry', () => {
  let db: pg.Client
  let tenant: TenantFixture
  let member: MemberFixture

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())
  beforeEach(async () => {
    tenant = await makeTenant(db)
    member = await makeMember(db, tenant)
    await deposit(db, tenant.id, 10_000)
  })

  const programme = (columns = {}) => makeProgramme(db, tenant.id, { validity_days: 10, ...columns })
  const expireLotsAt = (now: string) =>
    atTime(db, now, () =>
      // Only this company's lots: other tests have clocks of their own.
      one<string>(
        db,
        `select format('(%s,%s)', e.lots, e.points)
         from private.expire_lots($1, array(select id from public.point_lots where tenant_id = $1)) e`,
        [tenant.id],
      ),
    )
  const balanceOf = (accountId: string) =>
    one<number>(db, 'select balance from public.ledger_accounts where id = $1', [accountId])

  it('books out what remains, in one statement row per wallet, and twice is the same as once', async () => {
    await grantTo(db, tenant, await programme(), member, 100, granted)
    await grantTo(db, tenant, await programme(), member, 50, granted)
    await grantTo(db, tenant, await programme({ validity_days: 11 }), member, 7, granted)
    expect(await expireLotsAt('2035-01-11T23:59:58+08:00')).toBe('(0,0)')
    expect(await expireLotsAt(after)).toBe('(2,150)')
    expect(await expireLotsAt(after)).toBe('(0,0)')
    expect(Object.values(await lotsOf(db, member.accountId)).sort()).toEqual([0, 0, 7])
    const { rows } = await db.query(
      `select kind, amount, balance_after from public.ledger_transactions where account_id = $1 and kind = 'expiry'`,
      [member.accountId],
    )
    expect(rows).toEqual([{ kind: 'expiry', amount: -150, balance_after: 7 }])
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('gives points back to the budget where the programme says so', async () => {
    await grantTo(db, tenant, await programme({ expiry_policy: 'back_to_budget' }), member, 100, granted)
    await grantTo(db, tenant, await programme({ expiry_policy: 'forfeit' }), member, 30, granted)
    expect(await balanceOf(tenant.budgetAccountId)).toBe(9870)
    await expireLotsAt(after)
    expect(await balanceOf(tenant.budgetAccountId)).toBe(9970)
    expect(await balanceOf(member.accountId)).toBe(0)
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('leaves what was spent before alone', async () => {
    await grantTo(db, tenant, await programme(), member, 100)
    await spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 60 }])
    expect(await expireLotsAt('2100-01-01T00:00:00Z')).toBe('(1,40)')
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
  })

  it('works through a limited number of lots at a time, soonest-expired first', async () => {
    // So long ago that no other test has lots there; rolled back, so that the scheduler cannot interfere.
    await db.query('begin')
    await grantTo(db, tenant, await programme(), member, 5, '2010-01-02T00:00:00Z')
    await grantTo(db, tenant, await programme(), member, 3, '2010-01-01T00:00:00Z')
    await db.query(`select set_config('fudian.now', '2012-01-01T00:00:00Z', true)`)
    const run = (limit: number) => one<object>(db, 'select public.expire_points($1)', [limit])
    const nothing = { run_ids: [], lots: 0, points: 0, tenants: [] }
    expect(await run(0)).toEqual(nothing)
    expect(await run(1)).toMatchObject({ lots: 1, points: 3, tenants: [{ tenant_id: tenant.id, lots: 1, points: 3 }] })
    expect(await run(100)).toMatchObject({ run_ids: [expect.any(String)], lots: 1, points: 5 })
    expect(await run(100)).toEqual(nothing)
    await db.query('rollback')
  })

  it('is the platform’s to call', async () => {
    await actAs(db, platform, () => db.query('select public.expire_points(0)'))
    await expect(
      actAs(db, signedIn(member.userId), () => db.query('select public.expire_points()')),
    ).rejects.toMatchObject({ code: '42501' })
  })

  it('is a scheduled job where the project has a scheduler', async () => {
    const { rows } = await db.query(`select schedule, command from cron.job where jobname = 'expire-points'`)
    expect(rows).toEqual([{ schedule: '*/10 * * * *', command: 'select public.expire_points()' }])
  })
})
