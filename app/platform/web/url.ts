import { WebSearchParams } from './search-params'

const ABSOLUTE = /^([a-z][a-z0-9+.-]*:)\/\/(?:([^/?#@]*)@)?([^/?#:]*)(?::(\d+))?([^?#]*)(\?[^#]*)?(#.*)?$/i

/** URL for runtimes without one: absolute http(s)/ws(s) addresses, and relative ones against a base. */
export class WebUrl {
  protocol = ''
  hostname = ''
  port = ''
  pathname = '/'
  hash = ''
  readonly searchParams: WebSearchParams
  private query = ''

  constructor(address: string | WebUrl, base?: string | WebUrl) {
    const parts = ABSOLUTE.exec(resolve(String(address), base === undefined ? undefined : String(base)))
    if (!parts) throw new TypeError(`Invalid URL: ${String(address)}`)
    this.protocol = (parts[1] ?? '').toLowerCase()
    this.hostname = (parts[3] ?? '').toLowerCase()
    this.port = isDefaultPort(this.protocol, parts[4]) ? '' : (parts[4] ?? '')
    this.pathname = parts[5] || '/'
    this.query = parts[6] && parts[6] !== '?' ? parts[6] : ''
    this.hash = parts[7] && parts[7] !== '#' ? parts[7] : ''
    this.searchParams = new WebSearchParams(this.query, (query) => {
      this.query = query ? `?${query}` : ''
    })
  }

  get search(): string {
    return this.query
  }
  get host(): string {
    return this.port ? `${this.hostname}:${this.port}` : this.hostname
  }
  get origin(): string {
    return `${this.protocol}//${this.host}`
  }
  get href(): string {
    return `${this.origin}${this.pathname}${this.query}${this.hash}`
  }
  toString(): string {
    return this.href
  }
  toJSON(): string {
    return this.href
  }
}

function isDefaultPort(protocol: string, port: string | undefined): boolean {
  return (/^(http|ws):$/.test(protocol) && port === '80') || (/^(https|wss):$/.test(protocol) && port === '443')
}

function resolve(address: string, base: string | undefined): string {
  if (ABSOLUTE.test(address) || base === undefined) return address
  const parts = ABSOLUTE.exec(base)
  if (!parts) throw new TypeError(`Invalid base URL: ${base}`)
  const origin = `${parts[1] ?? ''}//${parts[3] ?? ''}${parts[4] ? `:${parts[4]}` : ''}`
  if (address.startsWith('/')) return origin + address
  return origin + (parts[5] ?? '').replace(/[^/]*$/, '').replace(/^$/, '/') + address
}
