import type pg from 'pg'
import { holds } from './proof.ts'

/** Fails unless verify_ledger() finds every invariant of the company's ledger kept. */
export async function ledgerIsSound(db: Pick<pg.ClientBase, 'query'>, tenantId: string): Promise<void> {
  const { rows } = await db.query({
    name: 'verify',
    text: 'select * from public.verify_ledger($1)',
    values: [tenantId],
  })
  holds(rows.length === 0, () => `verify_ledger() of tenant ${tenantId} found:\n${JSON.stringify(rows, null, 2)}`)
}
