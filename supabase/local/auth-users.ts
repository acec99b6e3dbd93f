import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { AuthRefusal, type UserRow } from './auth-answers.ts'

/** What the admin API may set on a user; `ban_duration` is a Go duration such as `24h`, or `none`. */
export interface UserAttributes {
  id?: string | undefined
  email?: string | undefined
  phone?: string | undefined
  password?: string | undefined
  role?: string | undefined
  email_confirm?: boolean | undefined
  phone_confirm?: boolean | undefined
  user_metadata?: Record<string, unknown> | undefined
  app_metadata?: Record<string, unknown> | undefined
  ban_duration?: string | undefined
}

/** Times come as ISO 8601 text, as GoTrue gives them. */
const columns = `
  u.id, u.aud, u.role, u.email, u.phone, u.is_anonymous, u.raw_app_meta_data, u.raw_user_meta_data,
  ${[
    'email_confirmed_at',
    'phone_confirmed_at',
    'confirmed_at',
    'invited_at',
    'recovery_sent_at',
    'last_sign_in_at',
    'banned_until',
    'created_at',
    'updated_at',
  ]
    .map((name) => `to_char(u.${name} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as ${name}`)
    .join(', ')},
  (select json_agg(json_build_object('identity_id', i.id, 'id', i.provider_id, 'user_id', i.user_id, 'provider', i.provider,
     'email', i.email, 'identity_data', i.identity_data, 'created_at', i.created_at, 'updated_at', i.updated_at,
     'last_sign_in_at', i.last_sign_in_at)) from auth.identities i where i.user_id = u.id) as identities`

type Database = Pick<pg.Pool, 'query'>

/** One page of users, oldest first, and how many there are in all. */
export async function listUsers(
  db: Database,
  page: number,
  perPage: number,
): Promise<{ users: UserRow[]; total: number }> {
  const users = await db.query<UserRow>(
    `select ${columns} from auth.users u order by u.created_at, u.id limit $1 offset $2`,
    [perPage, (page - 1) * perPage],
  )
  const total = await db.query<{ count: number }>('select count(*)::int as count from auth.users')
  return { users: users.rows, total: total.rows[0]?.count ?? 0 }
}

/** The user with this id, or a refusal with `user_not_found`. */
export async function getUser(db: Database, id: string): Promise<UserRow> {
  const { rows } = await db.query<UserRow>(`select ${columns} from auth.users u where u.id = $1`, [id])
  if (!rows[0]) throw new AuthRefusal(404, 'user_not_found', 'User not found')
  return rows[0]
}

/** The user with this e-mail address, if any. */
export async function findUserByEmail(db: Database, email: string): Promise<UserRow | undefined> {
  const { rows } = await db.query<UserRow>(`select ${columns} from auth.users u where u.email = $1`, [
    email.toLowerCase(),
  ])
  return rows[0]
}

/** Makes a user with an e-mail identity. `bcryptCost` is that of GoTrue (10) or less where speed matters. */
export async function createUser(db: Database, attributes: UserAttributes, bcryptCost: number): Promise<UserRow> {
  const id = attributes.id ?? randomUUID()
  const email = attributes.email?.toLowerCase()
  if (!email && !attributes.phone)
    throw new AuthRefusal(400, 'validation_failed', 'Cannot create a user without either an email or phone')
  const metadata = { ...attributes.user_metadata }
  await refuseDuplicates(
    db.query(
      `with new_user as (
         insert into auth.users (id, aud, role, email, phone, encrypted_password, email_confirmed_at, phone_confirmed_at,
           raw_app_meta_data, raw_user_meta_data, banned_until)
         values ($1, 'authenticated', $2, $3, $4, extensions.crypt($5, extensions.gen_salt('bf', $6)),
           case when $7 then now() end, case when $8 then now() end, $9, $10, ${bannedUntil('$11')})
         returning id)
       insert into auth.identities (id, provider, provider_id, user_id, identity_data)
       select gen_random_uuid(), 'email', id::text, id, $12::jsonb from new_user where $3::text is not null`,
      [
        id,
        attributes.role ?? 'authenticated',
        email ?? null,
        attributes.phone ?? null,
        attributes.password ?? null,
        bcryptCost,
        attributes.email_confirm ?? false,
        attributes.phone_confirm ?? false,
        { provider: 'email', providers: ['email'], ...attributes.app_metadata },
        metadata,
        attributes.ban_duration ?? null,
        { sub: id, email, email_verified: attributes.email_confirm ?? false, phone_verified: false },
      ],
    ),
  )
  return getUser(db, id)
}

/** Changes only what is given; metadata is merged key by key, and null removes a key, as in GoTrue. */
export async function updateUser(
  db: Database,
  id: string,
  attributes: UserAttributes,
  bcryptCost: number,
): Promise<UserRow> {
  const email = attributes.email?.toLowerCase()
  const { rowCount } = await refuseDuplicates(
    db.query(
      `update auth.users set
         email = coalesce($2, email), phone = coalesce($3, phone), role = coalesce($4, role),
         encrypted_password = coalesce(extensions.crypt($5, extensions.gen_salt('bf', $6)), encrypted_password),
         email_confirmed_at = case when $7 then coalesce(email_confirmed_at, now()) else email_confirmed_at end,
         phone_confirmed_at = case when $8 then coalesce(phone_confirmed_at, now()) else phone_confirmed_at end,
         raw_app_meta_data = jsonb_strip_nulls(coalesce(raw_app_meta_data, '{}') || $9),
         raw_user_meta_data = jsonb_strip_nulls(coalesce(raw_user_meta_data, '{}') || $10),
         banned_until = case when $11::text is null then banned_until else ${bannedUntil('$11')} end,
         updated_at = now()
       where id = $1`,
      [
        id,
        email ?? null,
        attributes.phone ?? null,
        attributes.role ?? null,
        attributes.password ?? null,
        bcryptCost,
        attributes.email_confirm ?? false,
        attributes.phone_confirm ?? false,
        attributes.app_metadata ?? {},
        attributes.user_metadata ?? {},
        attributes.ban_duration ?? null,
      ],
    ),
  )
  if (!rowCount) throw new AuthRefusal(404, 'user_not_found', 'User not found')
  if (email)
    await db.query(
      `update auth.identities set identity_data = identity_data || jsonb_build_object('email', $2::text), updated_at = now()
       where user_id = $1 and provider = 'email'`,
      [id, email],
    )
  return getUser(db, id)
}

/** Deletes a user for good, with sessions and identities. */
export async function deleteUser(db: Database, id: string): Promise<void> {
  await db.query('delete from auth.refresh_tokens where user_id = $1', [id])
  const { rowCount } = await db.query('delete from auth.users where id = $1', [id])
  if (!rowCount) throw new AuthRefusal(404, 'user_not_found', 'User not found')
}

function bannedUntil(parameter: string): string {
  return `case when ${parameter}::text in ('none', '0', '0s') then null else now() + ${parameter}::text::interval end`
}

async function refuseDuplicates(work: Promise<pg.QueryResult>): Promise<pg.QueryResult> {
  try {
    return await work
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const constraint = error instanceof Error && 'constraint' in error ? String(error.constraint) : ''
    if (code !== '23505') throw error
    if (constraint.includes('email'))
      throw new AuthRefusal(422, 'email_exists', 'A user with this email address has already been registered')
    if (constraint.includes('phone'))
      throw new AuthRefusal(422, 'phone_exists', 'A user with this phone number has already been registered')
    throw new AuthRefusal(422, 'user_already_exists', 'User already registered')
  }
}
