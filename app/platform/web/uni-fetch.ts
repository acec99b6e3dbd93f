import { WebHeaders } from './headers'
import type { WebAbortSignal } from './abort'

/** The part of a fetch answer that supabase-js reads. */
export class WebResponse {
  readonly ok: boolean
  readonly statusText = ''

  constructor(
    private readonly body: string,
    readonly status: number,
    readonly headers: WebHeaders,
  ) {
    this.ok = status >= 200 && status < 300
  }

  text(): Promise<string> {
    return Promise.resolve(this.body)
  }
  json(): Promise<unknown> {
    return new Promise((resolve) => resolve(JSON.parse(this.body)))
  }
}

export interface WebRequest {
  method?: string
  headers?: ConstructorParameters<typeof WebHeaders>[0]
  body?: string | null
  signal?: WebAbortSignal | null
}

/** `fetch` over `uni.request`. Fails with an Error named TimeoutError, AbortError or TypeError, as a browser's does. */
export function uniFetch(address: string, request: WebRequest = {}, timeout = 15_000): Promise<WebResponse> {
  return new Promise((resolve, reject) => {
    if (request.signal?.aborted) return reject(named('AbortError', 'The request was aborted'))
    const task = uni.request({
      url: String(address),
      method: (request.method ?? 'GET') as 'GET',
      header: Object.fromEntries(new WebHeaders(request.headers).entries()),
      ...(request.body === undefined || request.body === null ? {} : { data: request.body }),
      // As text: a bigint-looking or empty body must reach supabase-js exactly as sent.
      dataType: 'text',
      responseType: 'text',
      timeout,
      success: (answer) => {
        const body = typeof answer.data === 'string' ? answer.data : JSON.stringify(answer.data ?? '')
        resolve(new WebResponse(body, answer.statusCode, new WebHeaders(flatten(answer.header))))
      },
      fail: (failure: { errMsg?: string }) => {
        const message = failure.errMsg ?? ''
        if (/abort/.test(message)) return reject(named('AbortError', message))
        reject(/timeout|timed out/i.test(message) ? named('TimeoutError', message) : named('TypeError', message))
      },
    }) as unknown as { abort?: () => void } | undefined
    request.signal?.addEventListener('abort', () => task?.abort?.())
  })
}

function named(name: string, message: string): Error {
  return Object.assign(new Error(message), { name })
}

function flatten(header: unknown): Record<string, string> {
  const source = (header ?? {}) as Record<string, unknown>
  return Object.fromEntries(
    Object.keys(source).map((name) => {
      const value = source[name]
      return [name, Array.isArray(value) ? value.join(', ') : String(value)]
    }),
  )
}
