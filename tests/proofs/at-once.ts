import type pg from 'pg'

/** Does `work` for every item, as many at a time as the pool has connections; gives the results in the order of the items. */
export async function forEachAtOnce<T, R>(
  pool: pg.Pool,
  items: readonly T[],
  work: (db: pg.PoolClient, item: T, index: number) => Promise<R>,
): Promise<R[]> {
  const results = new Array<R>(items.length)
  let next = 0
  const workers = Array.from({ length: Math.min(pool.options.max, items.length) }, async () => {
    const db = await pool.connect()
    try {
      for (let index = next++; index < items.length; index = next++)
        results[index] = await work(db, items[index]!, index)
    } finally {
      db.release()
    }
  })
  // All are waited for, even when one fails: nobody may still use a connection after that.
  const ends = await Promise.allSettled(workers)
  for (const end of ends) if (end.status === 'rejected') throw end.reason
  return results
}

/** Runs `work` on a connection of the pool. */
export async function onConnection<T>(pool: pg.Pool, work: (db: pg.PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect()
  try {
    return await work(db)
  } finally {
    db.release()
  }
}
