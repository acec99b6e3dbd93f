import type pg from 'pg'
import type { ProofServer } from './server.ts'

/**
 * Works on so many databases at once, each with connections of its own. The job that books out what has expired works on a whole
 * database, so each company that is tried has one to itself meanwhile.
 */
export async function onDatabases(
  server: ProofServer,
  databases: number,
  connections: number,
  work: (pool: pg.Pool) => Promise<void>,
): Promise<void> {
  const pools: pg.Pool[] = []
  for (let made = 0; made < databases; made++) pools.push(server.pool(connections, await server.copyOfSchema()))
  // All are waited for, even when one fails: nobody may still use a connection after that.
  const ends = await Promise.allSettled(pools.map((pool) => work(pool)))
  for (const pool of pools) await pool.end()
  for (const end of ends) if (end.status === 'rejected') throw end.reason
}
