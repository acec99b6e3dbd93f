import type { Database } from '../../../shared/database.types'
import { AppError } from './app-error'
import { sessionEnded, sessionReady } from './session'
import { supabase } from './supabase'
import { toAppError } from './to-app-error'

type Functions = Database['public']['Functions']
/** No argument where the function takes none, which the generator writes as `never` or as an empty record. */
type Args<Name extends keyof Functions> = [Functions[Name]['Args']] extends [Record<PropertyKey, never>]
  ? []
  : [args: Functions[Name]['Args']]

interface Answer<T> {
  data: T
  error: unknown
  status: number
}

/**
 * Calls a database function as the person signed in. Its answer is typed by `shared/database.types.ts`; where that says
 * only Json, name the shape: `rpc<'quote_order', Quote>('quote_order', { request })`.
 * Throws AppError: the function's own codes, `offline`, `timeout`, `session_expired`, `not_signed_in`, `unexpected`.
 */
export async function rpc<Name extends keyof Functions, Shape = Functions[Name]['Returns']>(
  name: Name,
  ...[args]: Args<Name>
): Promise<Shape> {
  return settle<Shape>(() => supabase().rpc(name, args as never) as unknown as PromiseLike<Answer<Shape>>)
}

/**
 * Awaits a read: `read(() => supabase().from('orders').select('id, order_no'))`. Gives the rows, or the row after `.single()`.
 * Throws AppError as `rpc` does; `.maybeSingle()` without a row gives null.
 */
export async function read<T>(query: () => PromiseLike<Answer<T>>): Promise<NonNullable<T> | (T & null)> {
  return settle(query) as Promise<NonNullable<T>>
}

async function settle<T>(ask: () => PromiseLike<Answer<T>>): Promise<T> {
  if (!(await sessionReady())) throw new AppError('not_signed_in', 401)
  let answer: Answer<T>
  try {
    answer = await ask()
  } catch (failure) {
    throw toAppError(failure)
  }
  if (!answer.error) return answer.data
  const error = toAppError(answer.error, answer.status)
  if (error.code === 'session_expired' || error.code === 'not_signed_in') sessionEnded()
  throw error
}
