import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { onConnection, openPool } from '../../support/database.ts'
import {
  brokenInvariants,
  deposit,
  grantTo,
  lotsOf,
  makeProgramme,
  refund,
  spend,
} from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import { makeMember, makeTenant, one, type TenantFixture } from '../../support/tenant-fixture.ts'

describe('at the same time', () => {
  let pool: pg.Pool
  let tenant: TenantFixture
  let programme: string

  beforeAll(async () => {
    pool = openPool(10)
    tenant = await makeTenant(pool)
    await deposit(pool, tenant.id, 1_000_000)
    programme = await makeProgramme(pool, tenant.id)
  })
  afterAll(() => pool.end())

  const memberWith = async (...amounts: number[]) => {
    const member = await makeMember(pool, tenant)
    await onConnection(pool, async (db) => {
      for (const amount of amounts) await grantTo(db, tenant, programme, member, amount)
    })
    return member
  }
  const balanceOf = (accountId: string) =>
    one<number>(pool, 'select balance from public.ledger_accounts where id = $1', [accountId])

  it('two orders for the last points: one is paid, the other is refused with what is left', async () => {
    const member = await memberWith(60, 40)
    const attempts = await Promise.allSettled(
      [1, 2].map(() => onConnection(pool, (db) => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 70 }]))),
    )
    const refused = attempts.filter((attempt) => attempt.status === 'rejected')
    expect(refused).toHaveLength(1)
    expect(readRefusal(refused[0]!.reason)).toEqual({
      code: 'insufficient_points',
      status: 402,
      details: { needed: 70, available: 30 },
    })
    expect(await balanceOf(member.accountId)).toBe(30)
    expect(await brokenInvariants(pool, tenant.id)).toEqual([])
  })

  it('forty orders of 7 out of 100 points: fourteen are paid', async () => {
    const member = await memberWith(30, 30, 40)
    const attempts = await Promise.allSettled(
      Array.from({ length: 40 }, () =>
        onConnection(pool, (db) => spend(db, tenant.id, member.accountId, [{ lineNo: 1, amount: 7 }])),
      ),
    )
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(14)
    expect(Object.values(await lotsOf(pool, member.accountId)).sort()).toEqual([0, 0, 2])
    expect(await brokenInvariants(pool, tenant.id)).toEqual([])
  })

  it('twenty full refunds of one order: the points come back once', async () => {
    const member = await memberWith(60, 40)
    const order = await spend(pool, tenant.id, member.accountId, [{ lineNo: 1, amount: 90 }])
    const refunds = await Promise.all(
      Array.from({ length: 20 }, () => onConnection(pool, (db) => refund(db, tenant.id, order))),
    )
    expect(refunds.map(({ amount }) => amount).sort((a, b) => b - a)).toEqual([90, ...Array<number>(19).fill(0)])
    expect(await balanceOf(member.accountId)).toBe(100)
    expect(await brokenInvariants(pool, tenant.id)).toEqual([])
  })

  it('a hundred deposits with one key: one is booked, and all get its answer', async () => {
    const company = await makeTenant(pool)
    const key = randomUUID()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () =>
        onConnection(pool, (db) =>
          one<object>(db, `select public.record_deposit($1, 500, 'bank 1', $2)`, [company.id, key]),
        ),
      ),
    )
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(await balanceOf(company.budgetAccountId)).toBe(500)
    expect(await brokenInvariants(pool, company.id)).toEqual([])
  })

  it('grants, orders, refunds and expiry do not block each other for good', async () => {
    const back = await makeProgramme(pool, tenant.id, {
      expiry_policy: 'back_to_budget',
      refund_policy: 'back_to_budget',
      refund_restore_days: null,
    })
    const members = await Promise.all([1, 2, 3].map(() => memberWith(50)))
    for (const member of members)
      await onConnection(pool, (db) => grantTo(db, tenant, back, member, 50, '2020-01-01T00:00:00Z'))
    const accounts = members.map(({ accountId }) => accountId)
    const work = Array.from({ length: 60 }, (_, index) =>
      onConnection(pool, async (db) => {
        const accountId = accounts[index % 3]!
        if (index % 4 === 0)
          await db.query('select private.post_grant($1, $2, $3, $4, $5)', [
            tenant.id,
            programme,
            tenant.budgetAccountId,
            [...accounts].sort(() => Math.random() - 0.5),
            [1, 1, 1],
          ])
        else if (index % 4 === 1)
          await db.query(
            'select private.expire_lots($1, array(select id from public.point_lots where tenant_id = $1))',
            [tenant.id],
          )
        else await refund(db, tenant.id, await spend(db, tenant.id, accountId, [{ lineNo: 1, amount: 3 }]))
      }),
    )
    await Promise.all(work)
    expect(await brokenInvariants(pool, tenant.id)).toEqual([])
  })
})
