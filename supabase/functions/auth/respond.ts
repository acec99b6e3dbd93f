import { SERVER_ERRORS, type ErrorBody, type ServerErrorCode } from '../../../shared/errors.ts'

const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, apikey, content-type, x-client-info',
  'access-control-allow-methods': 'POST, OPTIONS',
  'cache-control': 'no-store',
}

/** A refusal on its way to the caller: thrown anywhere in a handler, answered by the router. */
export class Refusal extends Error {
  constructor(
    readonly code: ServerErrorCode,
    readonly details: Record<string, unknown> | null = null,
  ) {
    super(code)
  }
}

/** 200 with a body that no cache may keep. */
export function answer(body: unknown): Response {
  return Response.json(body, { headers: HEADERS })
}

/** The answer to a browser's preflight. */
export function preflight(): Response {
  return new Response(null, { status: 204, headers: HEADERS })
}

/** A refusal in the form all edge functions use, with the registered status. */
export function refuse({ code, details }: Refusal): Response {
  const body: ErrorBody = { code, message: SERVER_ERRORS[code].when, details }
  const headers = new Headers(HEADERS)
  if (typeof details?.['retry_after'] === 'number') headers.set('retry-after', String(details['retry_after']))
  return Response.json(body, { status: SERVER_ERRORS[code].status, headers })
}
