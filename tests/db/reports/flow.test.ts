import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { callFunction } from '../../support/act-as.ts'
import { openDatabase } from '../../support/database.ts'
import { makeProgramme, refund, spend } from '../../support/points-fixture.ts'
import { one } from '../../support/tenant-fixture.ts'
import { grantBatch, makeDepartments, type Departments, type Figures, type Flow } from './departments.ts'

const sumOf = ({ unspent, spent, expired, returned, settled }: Figures) =>
  unspent + spent + expired + returned + settled

describe('batch_flow', () => {
  let db: pg.Client
  let company: Departments

  beforeAll(async () => {
    db = await openDatabase()
    company = await makeDepartments(db, [5, 6])
  })
  afterAll(() => db.end())

  const flow = async (batch: string): Promise<Flow> => {
    const answer = await callFunction<Flow>(db, company.hrCaller, 'batch_flow', { batch_id: batch })
    for (const row of [...answer.departments, ...(answer.merged ? [answer.merged] : [])])
      expect(sumOf(row)).toBe(row.granted)
    expect(sumOf(answer.figures!)).toBe(answer.granted)
    return answer
  }
  const everybody = () => company.departments.flatMap(({ people }) => people)

  it('follows points into orders and back, and leaves those of other batches out', async () => {
    const batch = await grantBatch(db, company, everybody(), 100)
    await grantBatch(db, company, everybody(), 7)
    const [first, second] = everybody()
    const order = await spend(db, company.tenant.id, first!.accountId, [
      { lineNo: 1, amount: 60 },
      { lineNo: 2, amount: 45 },
    ])
    await spend(db, company.tenant.id, second!.accountId, [{ lineNo: 1, amount: 20 }])
    await refund(db, company.tenant.id, order, [{ line_no: 2, amount: 10 }])
    const answer = await flow(batch)
    expect(answer).toMatchObject({ batch_id: batch, members: 11, granted: 1100, too_few: false, merged: null })
    const { batches } = await callFunction<{ batches: object[] }>(db, company.hrCaller, 'grant_batches')
    expect(batches.map((known) => ({ ...answer, ...known }))).toContainEqual(answer)
    expect(answer.figures).toMatchObject({
      unspent: 1100 - 115,
      spent: 115,
      refunded: 5,
      expired: 0,
      returned: 0,
      settled: 0,
    })
    expect(answer.departments.map(({ name, spent }) => [name, spent])).toEqual([
      ['部门 1', 0],
      ['部门 0', 115],
    ])
  })

  it('tells points that were forfeited from points that went back to the budget, refunds included', async () => {
    for (const [policy, figure] of [
      ['forfeit', 'expired'],
      ['back_to_budget', 'returned'],
    ] as const) {
      const programme = await makeProgramme(db, company.tenant.id, {
        expiry_policy: policy,
        refund_policy: policy,
        refund_restore_days: null,
      })
      const batch = await grantBatch(db, { ...company, programme }, everybody(), 50)
      const buyer = everybody().at(-1)
      const { rows } = await db.query<{ id: string }>(
        'select id from public.point_lots where grant_id = $1 and account_id = $2',
        [batch, buyer!.accountId],
      )
      // The soonest-expiring lot pays.
      await db.query(`update public.point_lots set expires_at = now() + interval '1 hour' where grant_id = $1`, [batch])
      const order = await spend(db, company.tenant.id, buyer!.accountId, [{ lineNo: 1, amount: 40 }])
      expect(await one(db, 'select remaining from public.point_lots where id = $1', [rows[0]!.id])).toBe(10)
      await db.query(`update public.point_lots set expires_at = now() - interval '1 hour' where grant_id = $1`, [batch])
      await db.query('select public.expire_points()')
      expect((await flow(batch)).figures).toMatchObject({ unspent: 0, spent: 40, refunded: 0, [figure]: 510 })
      await refund(db, company.tenant.id, order, [{ line_no: 1, amount: 15 }])
      expect((await flow(batch)).figures).toMatchObject({ unspent: 0, spent: 25, refunded: 15, [figure]: 525 })
    }
  })

  it('follows points of a revoked grant: back to the budget, owed, and settled by the next grant', async () => {
    const [first, second] = everybody()
    const batch = await grantBatch(db, company, everybody(), 100)
    const { rows } = await db.query<{ id: string }>(
      `update public.point_lots set expires_at = now() + interval '2 hours' where grant_id = $1 returning id`,
      [batch],
    )
    expect(rows).toHaveLength(11)
    await spend(db, company.tenant.id, first!.accountId, [{ lineNo: 1, amount: 80 }])
    await spend(db, company.tenant.id, second!.accountId, [{ lineNo: 1, amount: 30 }])
    await callFunction(db, company.hrCaller, 'revoke_grant', {
      batch_id: batch,
      reason: '发错了',
      idempotency_key: `revoke ${batch}`,
    })
    const revoked = { unspent: 0, spent: 110, returned: 990, settled: 0 }
    expect((await flow(batch)).figures).toMatchObject({ ...revoked, debt: 110, debt_settled: 0 })
    const next = await grantBatch(db, company, everybody(), 50)
    expect((await flow(batch)).figures).toMatchObject({ ...revoked, debt: 30, debt_settled: 80 })
    expect((await flow(next)).figures).toMatchObject({ unspent: 550 - 80, spent: 0, settled: 80, debt: 0 })
  })
})
