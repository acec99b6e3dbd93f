import { createAdaptorServer, type HttpBindings } from '@hono/node-server'
import type { Server } from 'node:http'
import { Hono, type Context } from 'hono'
import type pg from 'pg'
import { authAdmin } from './auth-admin.ts'
import { refuseBanned } from './auth-bans.ts'
import type { FunctionsHost } from './functions-host.ts'
import { functionsProxy } from './functions-proxy.ts'
import type { Lite } from './lite.ts'
import { isLocalRequest, withoutSecrets } from './local-only.ts'
import type { ProjectConfig } from './project-config.ts'
import type { Secrets } from './secrets.ts'
import { publicMedia } from './storage.ts'
import { studioAssets } from './studio.ts'

export interface GatewayOptions {
  port: number
  host: string
  apiUrl: string
  siteUrl: string
  secrets: Secrets
  config: ProjectConfig
  db: pg.Pool
  mediaDir: string
  bcryptCost: number
  /** Asked at each request, because the stack makes a new one after migrations. */
  lite: () => Lite | null
  functions: FunctionsHost | null
  /** Called while the database is being built anew from outside. */
  pause: () => Promise<void>
  resume: () => Promise<void>
  health: () => Promise<{ status: 'ok' | 'failing'; services: Record<string, unknown> }>
  log: (line: string) => void
}

type Bindings = { Bindings: HttpBindings }

/** What a client may not tell us: where it came from. The gateway writes the true address instead. */
const claimedSource = [
  'x-forwarded-for',
  'x-real-ip',
  'forwarded',
  'cf-connecting-ip',
  'x-forwarded-host',
  'x-forwarded-proto',
]

/** The one door of the stack: REST, Auth, Functions, Storage and Studio on one port. Gives the way to close it. */
export async function startGateway(options: GatewayOptions): Promise<() => Promise<void>> {
  const { config, secrets } = options
  const app = new Hono<Bindings>()

  app.use(async (c, next) => {
    if (c.req.method === 'OPTIONS' && c.req.header('access-control-request-method')) return preflight(c)
    c.req.raw = withTrueSource(c.req.raw, peerOf(c))
    await next()
    if (isApi(c.req.path)) c.res.headers.set('access-control-allow-origin', '*')
    else c.res.headers.delete('access-control-allow-origin')
    return undefined
  })

  app.get('/health', async (c) => {
    const report = await options.health()
    return c.json(report, report.status === 'ok' ? 200 : 503)
  })
  app.post('/_local/:what{pause|resume}', async (c) => {
    if (c.req.header('apikey') !== secrets.secretKey) return c.json({ code: 'not_admin' }, 403)
    await (c.req.param('what') === 'pause' ? options.pause() : options.resume())
    return c.json({})
  })
  app.route(
    '/auth/v1/admin',
    authAdmin({
      db: options.db,
      secretKey: secrets.secretKey,
      apiUrl: options.apiUrl,
      siteUrl: options.siteUrl,
      bcryptCost: options.bcryptCost,
      minimumPasswordLength: config.auth.minimum_password_length,
    }),
  )
  if (options.functions)
    app.route('/functions/v1', functionsProxy(options.functions, config.functions, secrets.jwtSecret))
  app.route('/storage/v1/object/public/media', publicMedia(options.mediaDir))
  // Uploads are made by operators' tools on a real project; here the bucket is a folder in the repository.
  app.all('/storage/v1/*', (c) => c.json({ statusCode: '404', error: 'not_found', message: 'Not found' }, 404))
  app.use('/static/*', studioAssets())
  app.use('/favicon.ico', studioAssets())
  app.all('/_system/*', async (c) => {
    const lite = options.lite()
    if (!lite || !isLocalRequest(c.req.raw, peerOf(c))) return c.notFound()
    return withoutSecrets(await lite.fetch(c.req.raw, peerOf(c)), [
      secrets.dbPassword,
      secrets.jwtSecret,
      secrets.secretKey,
    ])
  })
  app.all('*', async (c) => {
    const lite = options.lite()
    if (!lite) return c.json({ code: 'unavailable', message: 'The database is being rebuilt' }, 503)
    const answer = await lite.fetch(c.req.raw, peerOf(c))
    return refuseBanned(c.req.path, answer, options.db)
  })
  app.onError((error, c) => {
    options.log(`gateway: ${c.req.method} ${c.req.path}: ${error.stack ?? error.message}`)
    return c.json({ code: 'internal_error', message: 'The local stack failed; see gateway.log' }, 500)
  })

  const server = createAdaptorServer({ fetch: app.fetch }) as Server
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
}

/** What pages of other origins (H5) may call; Studio and what it asks is for its own page alone. */
function isApi(path: string): boolean {
  return /^\/((rest|auth|functions|storage)\/v1(\/|$)|health$)/.test(path)
}

function peerOf(c: Context<Bindings>): string | null {
  return c.env.incoming.socket.remoteAddress ?? null
}

function withTrueSource(request: Request, peer: string | null): Request {
  const headers = new Headers(request.headers)
  for (const name of claimedSource) headers.delete(name)
  if (peer) headers.set('x-forwarded-for', peer.replace(/^::ffff:/, ''))
  const body = request.body
  return new Request(request.url, {
    method: request.method,
    headers,
    body,
    ...(body ? { duplex: 'half' as const } : {}),
  })
}

/** Lite answers 404 to OPTIONS on functions, so a browser's cross-origin call would never start. */
function preflight(c: Context<Bindings>): Response {
  return c.body(null, 204, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS',
    'access-control-allow-headers': c.req.header('access-control-request-headers') ?? '*',
    'access-control-max-age': '86400',
  })
}
