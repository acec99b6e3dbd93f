import { activate } from './activate.ts'
import type { Backend } from './backend.ts'
import { signInWithCard } from './card-sign-in.ts'
import { preflight, Refusal, refuse } from './respond.ts'
import { sourceAddress } from './source-address.ts'

type Route = (request: Request, source: string, backend: Backend) => Promise<Response>

const ROUTES: Record<string, Route> = { '/card': signInWithCard, '/activate': activate }

/**
 * Answers one request to the function. Whatever fails unexpectedly is logged without the request, which holds secrets, and
 * answered as `unexpected`.
 */
export async function handle(request: Request, backend: Backend, trustedHops = 1): Promise<Response> {
  if (request.method === 'OPTIONS') return preflight()
  const path = new URL(request.url).pathname.replace(/^(\/functions\/v1)?\/auth/, '').replace(/\/$/, '')
  const route = Object.hasOwn(ROUTES, path) ? ROUTES[path] : undefined
  if (!route) return refuse(new Refusal('route_not_found'))
  if (request.method !== 'POST') return refuse(new Refusal('method_not_allowed'))
  try {
    return await route(request, sourceAddress(request, trustedHops), backend)
  } catch (error) {
    if (error instanceof Refusal) return refuse(error)
    console.error(`auth${path}: ${error instanceof Error ? error.message : 'unknown failure'}`)
    return refuse(new Refusal('unexpected'))
  }
}
