import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onConnections, openDatabase } from '../../support/database.ts'
import { brokenInvariants, deposit, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

interface Answer {
  run_ids: string[]
  lots: number
  points: number
  tenants: { tenant_id: string; lots: number; points: number }[]
}

describe('the dry run of expiry', () => {
  let db: pg.Client

  beforeAll(async () => {
    db = await openDatabase()
  })
  afterAll(() => db.end())

  /** A company whose points expire in different places. Long ago, so that no other test has lots that are due before. */
  const companyWith = async (lots: { amount: number; back: boolean; day: number; spent: number }[]) => {
    const tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1_000_000)
    for (const { amount, back, day, spent } of lots) {
      const member = await makeMember(db, tenant)
      const programme = await makeProgramme(db, tenant.id, {
        validity_days: day,
        expiry_policy: back ? 'back_to_budget' : 'forfeit',
      })
      await grantTo(db, tenant, programme, member, amount, '2010-01-01T00:00:00Z')
      await db.query(`select set_config('fudian.now', '2010-01-01T01:00:00Z', true)`)
      if (spent > 0) await spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: Math.min(spent, amount) }])
    }
    return tenant
  }
  const expire = (limit: number, dryRun: boolean) =>
    one<Answer>(db, 'select public.expire_points($1, $2)', [limit, dryRun])
  /** Row by row: wallet, lot, points and where they go. */
  const planned = async (limit: number) =>
    (
      await db.query<{ row: string }>(
        `select (p.account_id, p.lot_id, p.amount, p.target)::text as row
         from private.due_lots($1) d, private.plan_expiry(d.tenant_id, d.lot_ids) p order by 1`,
        [limit],
      )
    ).rows.map(({ row }) => row)
  const done = async (runIds: string[]) =>
    (
      await db.query<{ row: string }>(
        `select (f.from_account_id, f.lot_id, f.amount, f.to_account_id)::text as row
         from public.expiry_run_entries e
         join public.ledger_transfers f on f.tenant_id = e.tenant_id and f.transaction_id = e.transaction_id
         where e.run_id = any ($1) order by 1`,
        [runIds],
      )
    ).rows.map(({ row }) => row)

  it('says row by row what the run does, whatever is due and however many lots it may take', async () => {
    const lot = fc.record({
      amount: fc.integer({ min: 1, max: 50 }),
      back: fc.boolean(),
      day: fc.integer({ min: 1, max: 20 }),
      spent: fc.integer({ min: 0, max: 50 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(lot, { minLength: 1, maxLength: 6 }),
        fc.array(lot, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 25 }),
        async (first, second, limit, days) => {
          // In a transaction that is rolled back: these lots are nobody else's business.
          await db.query('begin')
          const tenants: TenantFixture[] = [await companyWith(first), await companyWith(second)]
          await db.query(`select set_config('fudian.now', $1, true)`, [
            new Date(Date.UTC(2010, 0, 1 + days, 17)).toISOString(),
          ])
          const rows = await planned(limit)
          const { run_ids: none, ...foretold } = await expire(limit, true)
          expect(none).toEqual([])
          expect(await planned(limit)).toEqual(rows)
          const { run_ids, ...told } = await expire(limit, false)
          expect(told).toEqual(foretold)
          expect(await done(run_ids)).toEqual(rows)
          expect(run_ids).toHaveLength(told.tenants.length)
          for (const { id } of tenants) expect(await brokenInvariants(db, id)).toEqual([])
          await db.query('rollback')
        },
      ),
      { numRuns: 25 },
    )
  }, 120_000)

  it('changes nothing', async () => {
    await db.query('begin')
    await companyWith([{ amount: 5, back: true, day: 1, spent: 0 }])
    await db.query(`select set_config('fudian.now', '2012-01-01T00:00:00Z', true)`)
    const count = () => one<number>(db, 'select count(*) from public.ledger_transactions')
    const before = await count()
    await expire(10, true)
    expect(await count()).toBe(before)
    await db.query('rollback')
  })
})

describe('two runs of expiry at the same time', () => {
  it('book every lot out once, each in one run', async () => {
    const db = await openDatabase()
    const tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1000)
    const programme = await makeProgramme(db, tenant.id, { validity_days: 1, expiry_policy: 'back_to_budget' })
    for (let n = 0; n < 12; n++)
      await grantTo(db, tenant, programme, await makeMember(db, tenant), 10, '2020-01-01T00:00:00Z')
    await onConnections(6, (client) => client.query('select public.expire_points(1000)'))
    const { rows } = await db.query(
      `select count(*)::int as wallets, sum(e.points)::int as points from public.expiry_run_entries e where tenant_id = $1`,
      [tenant.id],
    )
    expect(rows).toEqual([{ wallets: 12, points: 120 }])
    expect(await brokenInvariants(db, tenant.id)).toEqual([])
    await db.end()
  })
})
