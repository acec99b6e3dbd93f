import type pg from 'pg'

/** Who a piece of work runs as: an API role, and the account whose token is shown (`null`: a token without one). */
export interface Caller {
  role: 'anon' | 'authenticated' | 'service_role'
  userId: string | null
}

/** A signed-in account, the way PostgREST presents it to the database. */
export const signedIn = (userId: string): Caller => ({ role: 'authenticated', userId })
export const visitor: Caller = { role: 'anon', userId: null }
export const platform: Caller = { role: 'service_role', userId: null }

/**
 * Runs `work` in one transaction as the caller and commits; throws what it throws after a rollback.
 * `now` (ISO 8601) sets private.clock(), which needs a connection of a superuser.
 */
export async function actAs<T>(
  client: pg.ClientBase,
  caller: Caller,
  work: (client: pg.ClientBase) => Promise<T>,
  now?: string,
): Promise<T> {
  const claims = { role: caller.role, ...(caller.userId === null ? {} : { sub: caller.userId }) }
  await client.query('begin')
  try {
    await client.query(
      `select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true),
              set_config('request.jwt.claim.role', $3, true), set_config('fudian.now', $4, true)`,
      [JSON.stringify(claims), caller.userId ?? '', caller.role, now ?? ''],
    )
    await client.query(`set local role ${caller.role}`)
    const result = await work(client)
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  }
}

/** Calls a function of the API by its named arguments and gives its answer. */
export async function callFunction<T = Record<string, unknown>>(
  client: pg.ClientBase,
  caller: Caller,
  name: string,
  args: Record<string, unknown> = {},
  now?: string,
): Promise<T> {
  const names = Object.keys(args)
  const list = names.map((arg, index) => `${arg} => $${index + 1}`).join(', ')
  const values = names.map((arg) => {
    const value = args[arg]
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  })
  return actAs(
    client,
    caller,
    async () => {
      const { rows } = await client.query<{ answer: T }>(`select public.${name}(${list}) as answer`, values)
      return rows[0]!.answer
    },
    now,
  )
}
