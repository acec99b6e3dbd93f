import { isLoopbackAddress, isLoopbackHostname } from '@supabase/lite'

/**
 * Whether a request comes from a page of our own, or no page, on this very machine. The host name counts as well as the address: a hostile
 * page may point its own name at 127.0.0.1.
 */
export function isLocalRequest(request: Request, peer: string | null): boolean {
  const url = new URL(request.url)
  const origin = request.headers.get('origin')
  return (
    peer !== null &&
    isLoopbackAddress(peer) &&
    isLoopbackHostname(url.hostname) &&
    (origin === null || origin === url.origin)
  )
}

/** Lite tells Studio how it is connected, password and all; nobody needs that to look at tables. */
export async function withoutSecrets(answer: Response, secrets: string[]): Promise<Response> {
  const text = await answer.text()
  const headers = new Headers(answer.headers)
  headers.delete('content-length')
  const cleaned = secrets.reduce((kept, secret) => kept.replaceAll(secret, '[redacted]'), text)
  return new Response(cleaned, { status: answer.status, headers })
}
