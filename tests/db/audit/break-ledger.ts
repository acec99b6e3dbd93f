import type pg from 'pg'

/** A row of verify_ledger(). */
export interface Violation {
  invariant: string
  subject_id: string
  details: { violations: number } & Record<string, unknown>
}

/**
 * Edits rows as somebody who owns the database and switches triggers and foreign keys off (`$1` is the company), looks with `look`, and takes
 * everything back. `without` names checks to drop first, as `table drop constraint name`.
 */
export async function afterEdit<T>(
  db: pg.Client,
  tenantId: string,
  edit: string,
  look: (db: pg.Client) => Promise<T>,
  without: string[] = [],
): Promise<T> {
  await db.query('begin')
  try {
    await db.query('set local session_replication_role = replica')
    for (const constraint of without) await db.query(`alter table public.${constraint}`)
    const { rowCount } = await db.query(edit, [tenantId])
    if (rowCount === 0) throw new Error(`Nothing was edited by: ${edit}`)
    return await look(db)
  } finally {
    await db.query('rollback')
  }
}

export async function verify(db: pg.ClientBase, tenantId: string): Promise<Violation[]> {
  const { rows } = await db.query<Violation>('select * from public.verify_ledger($1)', [tenantId])
  return rows
}
