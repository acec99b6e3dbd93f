import type { AppError } from './app-error'
import { supabase } from './supabase'
import { toAppError } from './to-app-error'

/**
 * Calls an edge function by POST: `invoke('auth/card', { card_no, pin })`. Needs no session.
 * Throws AppError: the function's own codes, `offline`, `timeout`, `unexpected`.
 */
export async function invoke<T>(path: string, body: Record<string, unknown>): Promise<T> {
  const answer = await supabase().functions.invoke<T>(path, { body })
  if (answer.data !== null) return answer.data
  throw await functionError(answer.error, answer.response)
}

async function functionError(error: unknown, response: Response | undefined): Promise<AppError> {
  if (!response) return toAppError((error as { context?: unknown }).context ?? error)
  const text = await response.text().catch(() => '')
  try {
    return toAppError(JSON.parse(text) as unknown, response.status)
  } catch {
    return toAppError({}, response.status)
  }
}
