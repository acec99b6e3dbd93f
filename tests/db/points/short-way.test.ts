import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '../../support/database.ts'
import { deposit, grantTo, makeProgramme, spend } from '../../support/points-fixture.ts'
import { readRefusal } from '../../support/refusal.ts'
import { makeMember, makeTenant, type TenantFixture } from '../../support/tenant-fixture.ts'

const [here, elsewhere] = [randomUUID(), randomUUID()]
const lot = fc.record({
  amount: fc.integer({ min: 1, max: 30 }),
  days: fc.constantFrom(10, 20, 30),
  only: fc.constantFrom(null, null, [here], [elsewhere]),
})

describe('an order of one line', () => {
  let db: pg.Client
  let tenant: TenantFixture
  const programmes = new Map<string, Promise<string>>()

  beforeAll(async () => {
    db = await openDatabase()
    tenant = await makeTenant(db)
    await deposit(db, tenant.id, 1_000_000)
  })
  afterAll(() => db.end())

  const programmeFor = (days: number, only: readonly string[] | null) => {
    const rule = JSON.stringify({ days, only })
    const scope = only ? { scope: 'categories', scope_ids: only } : {}
    const made = programmes.get(rule) ?? makeProgramme(db, tenant.id, { validity_days: days, ...scope })
    programmes.set(rule, made)
    return made
  }

  it('is paid by the lots that the plan names, whether one suffices or not', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(lot, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 50 }),
        async (lots, amount) => {
          const { accountId } = await makeMember(db, tenant)
          for (const { amount: granted, days, only } of lots)
            await grantTo(db, tenant, await programmeFor(days, only), { accountId }, granted)
          const { rows: planned } = await db.query<{ lot_id: string; amount: number }>(
            `select lot_id, amount from private.plan_spend($1, array[row(1, $2::uuid, array[$3::uuid], $4::bigint)::private.spend_line])`,
            [accountId, randomUUID(), here, amount],
          )
          const orderId = await spend(db, tenant.id, accountId, [{ lineNo: 1, amount, categoryIds: [here] }]).catch(
            (error: unknown) => readRefusal(error).code,
          )
          if (planned.reduce((sum, { amount: part }) => sum + part, 0) < amount) {
            expect(orderId).toBe('insufficient_points')
            return
          }
          const { rows: paid } = await db.query<{ lot_id: string; amount: number }>(
            `select f.lot_id, f.amount from public.ledger_transactions t
             join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
             where t.tenant_id = $1 and t.order_id = $2 order by f.transfer_no`,
            [tenant.id, orderId],
          )
          expect(paid).toEqual(planned)
        },
      ),
      { numRuns: 60 },
    )
  })
})
