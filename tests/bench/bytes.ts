import { settle, type Bench } from './bench.ts'
import { order } from './loads.ts'
import type { Finding } from './report.ts'

const tables = ['orders', 'order_lines', 'order_events', 'ledger_transactions', 'ledger_transfers', 'stock_movements']

interface Sizes {
  orders: number
  heap: number
  indexes: number
  wal: number
}

/** What one order of one line costs on disk, and in the log that replicas and backups take. */
export async function benchBytes({ db, pgbench, options }: Bench): Promise<Finding[]> {
  await settle(db)
  const before = await sizes()
  await pgbench.tps(order, 8, options.seconds)
  const after = await sizes()
  const count = after.orders - before.orders
  const each = (part: keyof Sizes) => Math.round((after[part] - before[part]) / count)
  const pages = await fullPageImages()
  return [
    {
      what: 'bytes per order',
      figure: `${each('heap') + each('indexes')} B`,
      detail: `heap ${each('heap')}, indexes ${each('indexes')}; WAL ${each('wal')} with full pages after a checkpoint, ${pages} without`,
    },
  ]

  async function sizes(): Promise<Sizes> {
    const { rows } = await db.query<Record<keyof Sizes, string>>(
      `select (select count(*) from public.orders) as orders, sum(pg_relation_size(c.oid)) as heap, sum(pg_indexes_size(c.oid)) as indexes,
         pg_current_wal_lsn() - '0/0'::pg_lsn as wal
       from pg_class c where c.oid = any (array(select ('public.' || t)::regclass from unnest($1::text[]) t))`,
      [tables],
    )
    const row = rows[0]!
    return { orders: Number(row.orders), heap: Number(row.heap), indexes: Number(row.indexes), wal: Number(row.wal) }
  }

  /** WAL of an order when the pages are in the log already. */
  async function fullPageImages(): Promise<number> {
    const start = await sizes()
    await pgbench.tps(order, 8, Math.max(2, Math.ceil(options.seconds / 3)))
    const end = await sizes()
    return Math.round((end.wal - start.wal) / (end.orders - start.orders))
  }
}
