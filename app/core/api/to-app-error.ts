import type { ErrorCode } from '../../../shared/errors'
import { isWorded } from '../words/errors'
import { AppError } from './app-error'

/** GoTrue's own codes that mean one of ours. */
const AUTH_CODES: Partial<Record<string, ErrorCode>> = {
  invalid_credentials: 'invalid_credentials',
  user_not_found: 'invalid_credentials',
  email_not_confirmed: 'invalid_credentials',
  user_banned: 'invalid_credentials',
  over_request_rate_limit: 'too_many_attempts',
  session_not_found: 'session_expired',
  session_expired: 'session_expired',
  refresh_token_not_found: 'session_expired',
  refresh_token_already_used: 'session_expired',
  weak_password: 'weak_password',
}

/** PostgREST's and Postgres' own codes that mean one of ours. */
const DATABASE_CODES: Partial<Record<string, ErrorCode>> = {
  PGRST301: 'session_expired',
  PGRST302: 'not_signed_in',
  PGRST303: 'session_expired',
  '42501': 'not_permitted',
  PGRST102: 'invalid_request',
  '22003': 'invalid_request',
  '22021': 'invalid_request',
  '22P02': 'invalid_request',
  '22P05': 'invalid_request',
  '57014': 'timeout',
}

/** Turns whatever supabase-js, GoTrue, an edge function or the network failed with into an AppError; an AppError stays as it is. */
export function toAppError(failure: unknown, status = 0): AppError {
  if (failure instanceof AppError) return failure
  const known = (failure ?? {}) as { [Key in 'code' | 'message' | 'name' | 'status' | 'details']?: unknown }
  const answered = typeof known.status === 'number' && known.status > 0 ? known.status : status
  const text = [known.name, known.message].filter((part) => typeof part === 'string').join(' ')
  if (answered === 0 && /timeouterror|took too long|timeout/i.test(text)) return new AppError('timeout', 0)
  if (answered === 0 && /fetch|network|typeerror|request:fail|aborterror/i.test(text)) return new AppError('offline', 0)
  const code = typeof known.code === 'string' ? known.code : ''
  return new AppError(ownCode(code, answered), answered, readDetails(known.details))
}

function ownCode(code: string, status: number): ErrorCode {
  // PostgREST answers a missing right with 401 when nobody is signed in.
  if (code === '42501' && status === 401) return 'not_signed_in'
  const mapped = AUTH_CODES[code] ?? DATABASE_CODES[code]
  if (mapped) return mapped
  if (isWorded(code)) return code
  if (status === 401) return 'session_expired'
  if (status === 403) return 'not_permitted'
  if (status === 429) return 'too_many_attempts'
  return status === 502 || status === 503 || status === 504 ? 'offline' : 'unexpected'
}

/** PostgREST sends details as text that holds JSON, edge functions as JSON. */
function readDetails(details: unknown): Record<string, unknown> {
  if (typeof details === 'object' && details !== null) return details as Record<string, unknown>
  if (typeof details !== 'string' || !details.startsWith('{')) return {}
  try {
    return JSON.parse(details) as Record<string, unknown>
  } catch {
    return {}
  }
}
