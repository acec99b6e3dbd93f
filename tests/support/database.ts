import pg from 'pg'
import { stackFacts } from './stack.ts'

export { atTime } from './at-time.ts'

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

/** Runs `work` on so many connections at once and closes them; for races. */
export async function onConnections<T>(
  count: number,
  work: (db: pg.PoolClient, index: number) => Promise<T>,
): Promise<T[]> {
  const pool = openPool(count)
  try {
    return await Promise.all(Array.from({ length: count }, (_, index) => onConnection(pool, (db) => work(db, index))))
  } finally {
    await pool.end()
  }
}
