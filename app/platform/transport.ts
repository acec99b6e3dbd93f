import { uniFetch, type WebRequest } from './web/uni-fetch'

const TIMEOUT_MS = 15_000

/** `fetch` for supabase-js on this platform; gives up after 15 s with an Error named TimeoutError. */
export const platformFetch: typeof fetch = (input, init) => {
  // #ifdef H5
  return browserFetch(input, init)
  // #endif
  // #ifndef H5
  return uniFetch(input as string, init as WebRequest, TIMEOUT_MS) as unknown as Promise<Response>
  // #endif
}

// #ifdef H5
function browserFetch(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const controller = new AbortController()
  let timedOut = false
  const timer = setTimeout(() => {
    timedOut = true
    controller.abort()
  }, TIMEOUT_MS)
  init.signal?.addEventListener('abort', () => controller.abort())
  return fetch(input, { ...init, signal: controller.signal })
    .catch((reason: unknown) => {
      throw timedOut ? Object.assign(new Error('The request took too long'), { name: 'TimeoutError' }) : reason
    })
    .finally(() => clearTimeout(timer))
}
// #endif
