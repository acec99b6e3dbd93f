import pg from 'pg'

// Points and sequence numbers stay far below 2^53 in tests, and are easier to compare as numbers.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

/** Sets private.clock() to a moment (ISO 8601) while `work` runs on this connection. */
export async function atTime<T>(db: Pick<pg.ClientBase, 'query'>, now: string, work: () => Promise<T>): Promise<T> {
  await db.query(`select set_config('fudian.now', $1, false)`, [now])
  try {
    return await work()
  } finally {
    await db.query(`select set_config('fudian.now', '', false)`)
  }
}
