type ParamsSource = string | Record<string, string> | Iterable<[string, string]> | undefined

const encode = (text: string) =>
  encodeURIComponent(text)
    .replace(/%20/g, '+')
    .replace(/[!'()~]/g, (sign) => '%' + sign.charCodeAt(0).toString(16).toUpperCase())

const decode = (text: string) => decodeURIComponent(text.replace(/\+/g, ' '))

/** URLSearchParams for runtimes without one: ordered, repeated names allowed, encoded as a form would. */
export class WebSearchParams {
  private pairs: [string, string][] = []

  constructor(
    source?: ParamsSource,
    private readonly onChange?: (query: string) => void,
  ) {
    if (!source) return
    if (typeof source === 'string') this.pairs = parse(source)
    else if (Symbol.iterator in source) this.pairs = Array.from(source as Iterable<[string, string]>)
    else this.pairs = Object.keys(source).map((name) => [name, String(source[name])])
  }

  append(name: string, value: string): void {
    this.pairs.push([name, String(value)])
    this.changed()
  }
  delete(name: string): void {
    this.pairs = this.pairs.filter(([key]) => key !== name)
    this.changed()
  }
  get(name: string): string | null {
    return this.pairs.find(([key]) => key === name)?.[1] ?? null
  }
  getAll(name: string): string[] {
    return this.pairs.filter(([key]) => key === name).map(([, value]) => value)
  }
  has(name: string): boolean {
    return this.pairs.some(([key]) => key === name)
  }
  set(name: string, value: string): void {
    const at = this.pairs.findIndex(([key]) => key === name)
    if (at < 0) return this.append(name, value)
    this.pairs = this.pairs.filter(([key], index) => key !== name || index === at)
    this.pairs[at] = [name, String(value)]
    this.changed()
  }
  forEach(visit: (value: string, name: string) => void): void {
    this.pairs.forEach(([name, value]) => visit(value, name))
  }
  entries(): IterableIterator<[string, string]> {
    return this.pairs[Symbol.iterator]()
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries()
  }
  toString(): string {
    return this.pairs.map(([name, value]) => `${encode(name)}=${encode(value)}`).join('&')
  }
  private changed(): void {
    this.onChange?.(this.toString())
  }
}

function parse(query: string): [string, string][] {
  return query
    .replace(/^\?/, '')
    .split('&')
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf('=')
      return at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]
    })
}
