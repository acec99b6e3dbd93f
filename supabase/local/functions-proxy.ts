import { Hono } from 'hono'
import { verify } from 'hono/jwt'
import type { FunctionsHost } from './functions-host.ts'
import type { ProjectConfig } from './project-config.ts'

/** As long as the platform lets a function take before it answers. */
const answerPatienceMs = 150_000

const hopByHop = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'te',
  'trailer',
  'host',
  'content-length',
  'accept-encoding',
]

/** /functions/v1/<name>/… → the function's own process, with `verify_jwt` of config.toml. */
export function functionsProxy(host: FunctionsHost, functions: ProjectConfig['functions'], jwtSecret: string): Hono {
  const routes = new Hono()
  routes.all('/:name/*', forward)
  routes.all('/:name', forward)
  return routes

  async function forward(c: { req: { raw: Request; param(key: 'name'): string } }): Promise<Response> {
    const request = c.req.raw
    const name = c.req.param('name')
    if (!host.names().includes(name)) return refusal(404, 'NOT_FOUND', 'Requested function was not found')
    if ((functions[name]?.verify_jwt ?? true) && !(await hasValidToken(request, jwtSecret)))
      return refusal(401, 'UNAUTHORIZED', 'Missing or invalid authorization token')
    const origin = await host.originOf(name)
    if (!origin) return refusal(503, 'BOOT_ERROR', `Function failed to start; see the log function-${name}.log`)
    const { pathname, search } = new URL(request.url)
    try {
      const answer = await fetch(`${origin}${pathname.replace(/^\/functions\/v1/, '')}${search}`, {
        method: request.method,
        headers: withoutHopByHop(request.headers),
        body: request.body,
        redirect: 'manual',
        signal: AbortSignal.timeout(answerPatienceMs),
        ...(request.body ? { duplex: 'half' as const } : {}),
      })
      const headers = withoutHopByHop(answer.headers)
      headers.delete('content-encoding')
      return new Response(answer.body, { status: answer.status, headers })
    } catch (error) {
      if (error instanceof DOMException && error.name === 'TimeoutError')
        return refusal(504, 'GATEWAY_TIMEOUT', 'Function took too long')
      return refusal(502, 'WORKER_ERROR', `Function ended without an answer; see the log function-${name}.log`)
    }
  }
}

async function hasValidToken(request: Request, jwtSecret: string): Promise<boolean> {
  const token = request.headers.get('authorization')?.replace(/^Bearer\s+/i, '')
  if (!token) return false
  try {
    await verify(token, jwtSecret, 'HS256')
    return true
  } catch {
    return false
  }
}

function withoutHopByHop(headers: Headers): Headers {
  const kept = new Headers(headers)
  for (const name of hopByHop) kept.delete(name)
  return kept
}

function refusal(status: number, code: string, message: string): Response {
  return Response.json({ code, message }, { status })
}
