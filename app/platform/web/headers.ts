type HeadersSource = WebHeaders | Record<string, string> | [string, string][] | null | undefined

/** The part of the fetch standard's Headers that supabase-js uses; names are case-insensitive and repeated values join. */
export class WebHeaders {
  private readonly values = new Map<string, string>()

  constructor(source?: HeadersSource) {
    if (!source) return
    if (source instanceof WebHeaders) source.forEach((value, name) => this.append(name, value))
    else if (Array.isArray(source)) source.forEach(([name, value]) => this.append(name, value))
    else Object.keys(source).forEach((name) => this.append(name, String(source[name])))
  }

  append(name: string, value: string): void {
    const before = this.get(name)
    this.set(name, before === null ? value : `${before}, ${value}`)
  }
  delete(name: string): void {
    this.values.delete(name.toLowerCase())
  }
  get(name: string): string | null {
    return this.values.get(name.toLowerCase()) ?? null
  }
  has(name: string): boolean {
    return this.values.has(name.toLowerCase())
  }
  set(name: string, value: string): void {
    this.values.set(name.toLowerCase(), String(value))
  }
  forEach(visit: (value: string, name: string) => void): void {
    this.values.forEach((value, name) => visit(value, name))
  }
  entries(): IterableIterator<[string, string]> {
    return this.values.entries()
  }
  keys(): IterableIterator<string> {
    return this.values.keys()
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.values.entries()
  }
}
