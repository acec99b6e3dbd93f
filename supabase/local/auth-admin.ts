import { createHash, randomInt, timingSafeEqual } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type pg from 'pg'
import { z } from 'zod'
import { AuthRefusal, userAnswer, type UserRow } from './auth-answers.ts'
import { createUser, deleteUser, findUserByEmail, getUser, listUsers, updateUser } from './auth-users.ts'

export interface AuthAdminOptions {
  db: pg.Pool
  secretKey: string
  apiUrl: string
  siteUrl: string
  bcryptCost: number
  minimumPasswordLength: number
}

/** A Go duration (`1h30m`, `24h`); PostgreSQL reads the same units, except that `m` needs a number before it, which Go demands as well. */
const goDuration = z.string().regex(/^(none|0|(\d+(\.\d+)?(ms|h|m|s))+)$/, 'invalid duration')

const userAttributes = z.object({
  id: z.uuid().optional(),
  email: z.email().optional(),
  phone: z.string().optional(),
  password: z.string().optional(),
  role: z.string().optional(),
  email_confirm: z.boolean().optional(),
  phone_confirm: z.boolean().optional(),
  user_metadata: z.record(z.string(), z.unknown()).optional(),
  app_metadata: z.record(z.string(), z.unknown()).optional(),
  ban_duration: goDuration.optional(),
})

const linkRequest = z.object({
  type: z.enum(['magiclink', 'recovery', 'signup', 'invite']),
  email: z.email(),
  password: z.string().optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  redirect_to: z.string().optional(),
})

/** GoTrue's admin endpoints, which @supabase/lite lacks, under /auth/v1/admin; only for callers with the secret key. */
export function authAdmin(options: AuthAdminOptions): Hono {
  const { db, bcryptCost } = options
  const routes = new Hono()

  routes.use(async (c, next) => {
    const bearer = c.req.header('authorization')?.replace(/^Bearer\s+/i, '')
    if (!isSame(c.req.header('apikey') ?? bearer ?? '', options.secretKey))
      throw new AuthRefusal(403, 'not_admin', 'User not allowed')
    await next()
  })

  routes.get('/users', async (c) => {
    const page = positive(c.req.query('page'), 1)
    const perPage = positive(c.req.query('per_page'), 50)
    const { users, total } = await listUsers(db, page, perPage)
    const last = Math.max(1, Math.ceil(total / perPage))
    const link = (target: number, rel: string) =>
      `<${new URL(c.req.url).pathname}?page=${target}&per_page=${perPage}>; rel="${rel}"`
    c.header('x-total-count', String(total))
    c.header('link', [...(page < last ? [link(page + 1, 'next')] : []), link(last, 'last')].join(', '))
    return c.json({ users: users.map(userAnswer), aud: 'authenticated' })
  })

  routes.post('/users', async (c) => {
    const attributes = await read(c, userAttributes)
    assertPassword(attributes.password)
    return c.json(userAnswer(await createUser(db, attributes, bcryptCost)))
  })

  routes.get('/users/:id', async (c) => c.json(userAnswer(await getUser(db, userId(c)))))

  routes.put('/users/:id', async (c) => {
    const attributes = await read(c, userAttributes)
    assertPassword(attributes.password)
    return c.json(userAnswer(await updateUser(db, userId(c), attributes, bcryptCost)))
  })

  routes.delete('/users/:id', async (c) => {
    await deleteUser(db, userId(c))
    return c.json({})
  })

  routes.post('/generate_link', async (c) => {
    const request = await read(c, linkRequest)
    const { user, type } = await userForLink(request)
    const otp = String(randomInt(0, 10 ** 8)).padStart(8, '0')
    // The hash lite expects: verifyOtp takes either this hash or the e-mail address with the code.
    const hashedToken = createHash('sha256')
      .update(`${user.email ?? ''}${otp}`)
      .digest('hex')
    const [token, sentAt] =
      type === 'signup' || type === 'invite'
        ? ['confirmation_token', 'confirmation_sent_at']
        : ['recovery_token', 'recovery_sent_at']
    await db.query(`update auth.users set ${token} = $2, ${sentAt} = now() where id = $1`, [user.id, hashedToken])
    const redirectTo = request.redirect_to ?? options.siteUrl
    const query = new URLSearchParams({ token: hashedToken, type, redirect_to: redirectTo })
    return c.json({
      ...userAnswer(user),
      action_link: `${options.apiUrl}/auth/v1/verify?${query}`,
      email_otp: otp,
      hashed_token: hashedToken,
      redirect_to: redirectTo,
      verification_type: type,
    })
  })

  routes.onError((error, c) => {
    if (error instanceof AuthRefusal) return c.json(error.body(), error.status)
    throw error
  })
  return routes

  function assertPassword(password: string | undefined): void {
    if (password !== undefined && password.length < options.minimumPasswordLength)
      throw new AuthRefusal(
        422,
        'weak_password',
        `Password should be at least ${options.minimumPasswordLength} characters.`,
      )
  }

  /** As in GoTrue, a magic link for an unknown address becomes a sign-up; a password reset for one is refused. */
  async function userForLink(request: z.infer<typeof linkRequest>): Promise<{ user: UserRow; type: string }> {
    const known = await findUserByEmail(db, request.email)
    if (known && (request.type === 'signup' || request.type === 'invite') && known.confirmed_at)
      throw new AuthRefusal(422, 'email_exists', 'A user with this email address has already been registered')
    if (known) return { user: known, type: request.type }
    if (request.type === 'recovery') throw new AuthRefusal(404, 'user_not_found', 'User with this email not found')
    const attributes = { email: request.email, password: request.password, user_metadata: request.data }
    return { user: await createUser(db, attributes, bcryptCost), type: request.type === 'invite' ? 'invite' : 'signup' }
  }
}

function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function positive(text: string | undefined, otherwise: number): number {
  const number = Number(text)
  return Number.isInteger(number) && number > 0 ? number : otherwise
}

function userId(c: Context): string {
  const parsed = z.uuid().safeParse(c.req.param('id'))
  if (!parsed.success) throw new AuthRefusal(404, 'validation_failed', 'user_id must be an UUID')
  return parsed.data
}

async function read<T>(c: Context, schema: z.ZodType<T>): Promise<T> {
  const body: unknown = await c.req.json().catch(() => {
    throw new AuthRefusal(400, 'bad_json', 'Could not parse request body as JSON')
  })
  const parsed = schema.safeParse(body)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new AuthRefusal(400, 'validation_failed', `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'invalid'}`)
  }
  return parsed.data
}
