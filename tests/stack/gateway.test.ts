import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { functionsDir, mediaDir } from '../../supabase/local/paths.ts'
import { startTestStack } from '../support/stack.ts'

let stack: Awaited<ReturnType<typeof startTestStack>>

/** A function that config.toml does not mention, so that its token is checked. */
const echoDir = join(functionsDir, 'stack-test-echo')
const pictureDir = join(mediaDir, 'stack-test')

beforeAll(async () => {
  mkdirSync(echoDir, { recursive: true })
  writeFileSync(
    join(echoDir, 'index.ts'),
    `Deno.serve((request) => Response.json({
       path: new URL(request.url).pathname,
       source: request.headers.get('x-forwarded-for'),
       url: Deno.env.get('SUPABASE_URL'),
     }))`,
  )
  mkdirSync(pictureDir, { recursive: true })
  writeFileSync(join(pictureDir, 'dot.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')
  stack = await startTestStack({ seed: false, jobs: true })
})
afterAll(async () => {
  await stack.stop()
  rmSync(echoDir, { recursive: true })
  rmSync(pictureDir, { recursive: true })
})

async function userToken(): Promise<string> {
  const headers = { apikey: stack.secretKey, 'content-type': 'application/json' }
  const email = 'caller@example.com'
  const body = JSON.stringify({ email, password: 'a long password', email_confirm: true })
  await fetch(`${stack.apiUrl}/auth/v1/admin/users`, { method: 'POST', headers, body })
  const answer = await fetch(`${stack.apiUrl}/auth/v1/token?grant_type=password`, {
    method: 'POST',
    headers: { ...headers, apikey: stack.publishableKey },
    body,
  })
  return ((await answer.json()) as { access_token: string }).access_token
}

/** fetch() tidies paths before it sends them; a raw request does not. */
function rawStatus(path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stack.apiUrl)
    request({ hostname, port, path }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })
}

describe('edge functions', () => {
  it('answer without a token where config.toml says so', async () => {
    const answer = await fetch(`${stack.functionsUrl}/health`)
    expect(await answer.json()).toEqual({ status: 'ok' })
  })

  it('refuse a caller without a valid token otherwise', async () => {
    const refused: Record<string, string>[] = [
      {},
      { authorization: `Bearer ${stack.publishableKey}` },
      { authorization: 'Bearer a.b.c' },
    ]
    for (const headers of refused) {
      const answer = await fetch(`${stack.functionsUrl}/stack-test-echo`, { headers })
      expect(answer.status).toBe(401)
    }
  })

  it('learn the true source, the path and their environment', async () => {
    const answer = await fetch(`${stack.functionsUrl}/stack-test-echo/deep/path`, {
      headers: {
        authorization: `Bearer ${await userToken()}`,
        'x-forwarded-for': '203.0.113.7',
        'x-real-ip': '203.0.113.7',
      },
    })
    expect(await answer.json()).toEqual({ path: '/stack-test-echo/deep/path', source: '127.0.0.1', url: stack.apiUrl })
  })

  it('answer 404 where there is none', async () => {
    for (const name of ['no-such-function', '_shared', '..%2F..%2Fetc'])
      expect((await fetch(`${stack.functionsUrl}/${name}`)).status).toBe(404)
  })
})

describe('pictures', () => {
  const at = (path: string) => `/storage/v1/object/public/media/${path}`

  it('are public and may be cached', async () => {
    const answer = await fetch(stack.apiUrl + at('stack-test/dot.svg'))
    expect(answer.headers.get('content-type')).toBe('image/svg+xml')
    expect(answer.headers.get('cache-control')).toContain('max-age')
    const etag = answer.headers.get('etag')!
    const again = await fetch(stack.apiUrl + at('stack-test/dot.svg'), { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('come only from their folder', async () => {
    expect(existsSync(join(mediaDir, '../../config.toml'))).toBe(true)
    for (const path of [
      at('../../config.toml'),
      at('..%2f..%2fconfig.toml'),
      at('%2e%2e/%2e%2e/config.toml'),
      at('stack-test/../../../config.toml'),
      at('..%2f..%2f..%2fstatic%2ficon.svg'),
      at('%2fetc%2fpasswd'),
      at('stack-test/dot.svg%00.webp'),
    ])
      expect(await rawStatus(path), path).toBeGreaterThanOrEqual(400)
  })
})

describe('a browser on another origin', () => {
  it('may ask before it calls a function of the database', async () => {
    const answer = await fetch(`${stack.apiUrl}/rest/v1/rpc/my_profile`, {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'apikey,authorization,content-type',
      },
    })
    expect(answer.status).toBe(204)
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('access-control-allow-headers')).toContain('authorization')
  })

  it('gets no keyless access to tables', async () => {
    const answer = await fetch(`${stack.apiUrl}/rest/v1/tenants`, { headers: { origin: 'http://evil.example' } })
    expect(answer.status).toBe(401)
  })
})

describe('health and Studio', () => {
  it('tell no page of another origin, and nobody a password or secret, how the server is connected', async () => {
    const own = await fetch(`${stack.apiUrl}/_system/info`)
    expect(own.headers.get('access-control-allow-origin')).toBeNull()
    const text = await own.text()
    expect(text).not.toContain(new URL(stack.dbUrl).password)
    expect(text).not.toContain(stack.secretKey)
    const foreign = await fetch(`${stack.apiUrl}/_system/info`, { headers: { origin: 'http://evil.example' } })
    expect(foreign.status).toBe(404)
  })

  it('tell the state of each service', async () => {
    const answer = await fetch(`${stack.apiUrl}/health`)
    expect(await answer.json()).toMatchObject({
      status: 'ok',
      services: { database: 'ok', rest: 'ok', auth: 'ok', storage: 'ok', studio: 'ok', scheduler: { state: 'ok' } },
    })
  })

  it('serve the page and its scripts', async () => {
    const page = await (await fetch(stack.studioUrl)).text()
    const script = /src="(\/static\/[^"]+\.js)"/.exec(page)?.[1]
    expect(script).toBeDefined()
    expect((await fetch(stack.apiUrl + script!)).status).toBe(200)
  })
})
