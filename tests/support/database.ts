import pg from 'pg'
import { stackFacts } from './stack.ts'

// Points and sequence numbers stay far below 2^53 in tests, and are easier to compare as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Opens a connection as the superuser, who may set private.clock(). The caller ends it. */
export async function openDatabase(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: stackFacts().adminDbUrl })
  await client.connect()
  return client
}

/** Opens several connections at once, for races. The caller ends the pool. */
export function openPool(size: number): pg.Pool {
  return new pg.Pool({ connectionString: stackFacts().adminDbUrl, max: size })
}

/** Runs `work` on a connection of the pool. */
export async function onConnection<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect()
  try {
    return await work(client)
  } finally {
    client.release()
  }
}

/** Sets private.clock() to a moment (ISO 8601) while `work` runs on this connection. */
export async function atTime<T>(db: Pick<pg.ClientBase, 'query'>, now: string, work: () => Promise<T>): Promise<T> {
  await db.query(`select set_config('fudian.now', $1, false)`, [now])
  try {
    return await work()
  } finally {
    await db.query(`select set_config('fudian.now', '', false)`)
  }
}
