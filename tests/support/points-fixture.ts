import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { atTime } from './at-time.ts'
import { one, type MemberFixture, type TenantFixture } from './tenant-fixture.ts'

type Db = Pick<pg.ClientBase, 'query'>

/** A line of an order to be paid, as private.spend_points() takes it. */
export interface SpendLine {
  lineNo: number
  amount: number
  productId?: string
  categoryIds?: string[]
}

/** Makes a programme: 365 days, for everything, refunds of expired lots restored for 7 days; `columns` overrides. */
export async function makeProgramme(db: Db, tenantId: string, columns: Record<string, unknown> = {}): Promise<string> {
  const row: Record<string, unknown> = {
    tenant_id: tenantId,
    name: `中秋福利 ${randomUUID().slice(0, 8)}`,
    occasion: 'festival',
    validity_kind: 'days',
    validity_days: 365,
    refund_policy: 'restore_days',
    refund_restore_days: 7,
    ...columns,
  }
  const names = Object.keys(row)
  return one(
    db,
    `insert into public.programmes (${names.join(', ')}) values (${names.map((_, i) => `$${i + 1}`).join(', ')}) returning id`,
    Object.values(row),
  )
}

/** Books a deposit into the company's budget. */
export async function deposit(db: Db, tenantId: string, points: number): Promise<void> {
  await db.query(`select public.record_deposit($1, $2, 'test', $3)`, [tenantId, points, randomUUID()])
}

/** Grants points out of the company's budget straight to a wallet; gives the lot. `now` sets the clock for it. */
export async function grantTo(
  db: Db,
  tenant: TenantFixture,
  programmeId: string,
  member: Pick<MemberFixture, 'accountId'>,
  points: number,
  now = '',
): Promise<string> {
  return atTime(db, now, async () => {
    const grantId = await one(
      db,
      'select (private.post_grant($1, $2, $3, array[$4::uuid], array[$5::bigint])).grant_id',
      [tenant.id, programmeId, tenant.budgetAccountId, member.accountId, points],
    )
    return one(db, 'select id from public.point_lots where tenant_id = $1 and grant_id = $2', [tenant.id, grantId])
  })
}

/** Pays the lines of an order out of a wallet; gives the order's id. */
export async function spend(
  db: Db,
  tenantId: string,
  accountId: string,
  lines: SpendLine[],
  orderId: string = randomUUID(),
): Promise<string> {
  await db.query(
    `select private.spend_points($1, $2, $3, (select array_agg(row(
       (l ->> 'lineNo')::int, (l ->> 'productId')::uuid, array(select jsonb_array_elements_text(l -> 'categoryIds')::uuid),
       (l ->> 'amount')::bigint)::private.spend_line order by l ->> 'lineNo') from jsonb_array_elements($4::jsonb) l))`,
    [
      tenantId,
      accountId,
      orderId,
      JSON.stringify(
        lines.map(({ lineNo, amount, productId = randomUUID(), categoryIds = [] }) => ({
          lineNo,
          amount,
          productId,
          categoryIds,
        })),
      ),
    ],
  )
  return orderId
}

/** Refunds an order: everything, or amounts of single lines. */
export async function refund(
  db: Db,
  tenantId: string,
  orderId: string,
  lines: { line_no: number; amount: unknown }[] | null = null,
): Promise<{ transaction_id: string | null; amount: number }> {
  return one(db, 'select private.refund_points($1, $2, $3)', [tenantId, orderId, lines && JSON.stringify(lines)])
}

/** What remains in each lot of a wallet, by lot. */
export async function lotsOf(db: Db, accountId: string): Promise<Record<string, number>> {
  const { rows } = await db.query<{ id: string; remaining: number }>(
    'select id, remaining from public.point_lots where account_id = $1 order by id',
    [accountId],
  )
  return Object.fromEntries(rows.map(({ id, remaining }) => [id, remaining]))
}

/** Violations of the ledger's invariants; empty when all is well. */
export async function brokenInvariants(db: Db, tenantId: string): Promise<unknown[]> {
  const { rows } = await db.query('select * from public.verify_ledger($1)', [tenantId])
  return rows
}
