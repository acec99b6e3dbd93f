import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An answer that GoTrue gives for a request it refuses; supabase-js shows `error_code` as `error.code`. */
export class AuthRefusal extends Error {
  constructor(
    readonly status: ContentfulStatusCode,
    readonly code: string,
    message: string,
  ) {
    super(message)
  }

  body(): { code: number; error_code: string; msg: string } {
    return { code: this.status, error_code: this.code, msg: this.message }
  }
}

/** A row of auth.users with the identities that belong to it. */
export interface UserRow {
  id: string
  aud: string | null
  role: string | null
  email: string | null
  phone: string | null
  email_confirmed_at: string | null
  phone_confirmed_at: string | null
  confirmed_at: string | null
  invited_at: string | null
  recovery_sent_at: string | null
  last_sign_in_at: string | null
  banned_until: string | null
  raw_app_meta_data: Record<string, unknown> | null
  raw_user_meta_data: Record<string, unknown> | null
  is_anonymous: boolean
  created_at: string
  updated_at: string
  identities: Record<string, unknown>[] | null
}

/** The user as GoTrue's admin API shows it. */
export function userAnswer(row: UserRow): Record<string, unknown> {
  const { raw_app_meta_data, raw_user_meta_data, identities, phone, ...rest } = row
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null))
  return {
    ...known,
    phone: phone ?? '',
    app_metadata: raw_app_meta_data ?? {},
    user_metadata: raw_user_meta_data ?? {},
    identities: identities ?? [],
  }
}
