import type pg from 'pg'
import type { BenchOptions } from './options.ts'
import type { Pgbench } from './pgbench.ts'
import type { Finding } from './report.ts'

/** What every benchmark gets: a superuser's connection, the load generator, the sizes, and a line for the one who waits. */
export interface Bench {
  db: pg.Client
  /** Opens another connection as the superuser; ends with the run. */
  connect: () => Promise<pg.Client>
  pgbench: Pgbench
  options: BenchOptions
  say: (line: string) => void
}

export type Benchmark = (bench: Bench) => Promise<Finding[]>

export const company = `md5('bench tenant')::uuid`

/** The same figures for everybody: nothing left over to be written, statistics fresh. */
export async function settle(db: pg.Client): Promise<void> {
  await db.query('vacuum analyze')
  await db.query('checkpoint')
}

/** Calls as a member of the bench's company, in a transaction of its own, like the API's server. */
export async function asMember<T>(db: pg.Client, userId: string, work: () => Promise<T>): Promise<T> {
  await db.query('begin')
  await db.query(
    `select set_config('role', 'authenticated', true), set_config('request.jwt.claim.sub', $1, true),
       set_config('request.jwt.claims', json_build_object('role', 'authenticated', 'sub', $1)::text, true)`,
    [userId],
  )
  try {
    return await work()
  } finally {
    await db.query('commit')
  }
}

/** Milliseconds that `work` takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return performance.now() - startedAt
}
