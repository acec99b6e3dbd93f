import type pg from 'pg'
import type { Model } from './model.ts'
import type { Leg } from './operation.ts'

/** What the journal has got since it was last read: the transactions of the database, in the order in which they took effect. */
export interface Journal {
  /** Ids of database transactions. */
  order: string[]
  /** What each of them took from lots for lines of orders. */
  legs: Map<string, Leg[]>
  /** To which budgets each of them settled debts. */
  settledTo: Map<string, Set<string>>
}

/**
 * Reads what is new in the journal. Every call locks the accounts that it changes before it writes, so of two that touch one account the
 * first has the lower numbers.
 */
export async function readJournal(db: pg.ClientBase, model: Model): Promise<Journal> {
  const { rows } = await db.query<{ xid: string; seq: number; legs: Leg[]; budget: string | null }>({
    name: 'journal',
    text: `
      select t.xmin::text as xid, t.seq,
        case when t.kind = 'spend' then (
          select jsonb_agg(jsonb_build_object('line', f.line_no, 'lotId', f.lot_id, 'amount', f.amount) order by f.transfer_no)
          from public.ledger_transfers f where f.tenant_id = t.tenant_id and f.transaction_id = t.id
        ) else '[]' end as legs,
        case when t.kind = 'settlement' then (
          select f.to_account_id from public.ledger_transfers f
          where f.tenant_id = t.tenant_id and f.transaction_id = t.id and f.from_account_id = t.account_id limit 1
        ) end as budget
      from public.ledger_transactions t
      where t.account_id in (select a.id from public.ledger_accounts a where a.tenant_id = $1) and t.seq > $2
      order by t.seq`,
    values: [model.world.tenantId, model.readUpTo],
  })
  const legs = new Map<string, Leg[]>()
  const settledTo = new Map<string, Set<string>>()
  for (const row of rows) {
    legs.set(row.xid, [...(legs.get(row.xid) ?? []), ...row.legs])
    if (row.budget !== null) settledTo.set(row.xid, (settledTo.get(row.xid) ?? new Set<string>()).add(row.budget))
  }
  model.readUpTo = rows.at(-1)?.seq ?? model.readUpTo
  return { order: [...legs.keys()], legs, settledTo }
}
