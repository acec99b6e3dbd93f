import { beforeEach, vi, type Mock } from 'vitest'

// The global `uni` of every runtime: storage that works, and a mock for everything else.

const kept = new Map<string, unknown>()
const mocks = new Map<string, Mock>()

const working: Record<string, (...args: never[]) => unknown> = {
  getStorageSync: (key: string) => kept.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => kept.set(key, value),
  removeStorageSync: (key: string) => kept.delete(key),
  getSystemInfoSync: () => ({ language: 'zh_CN', theme: 'light' }),
}

/** The mock behind one function of `uni`, to see how it was called or to answer for it. */
export function uniMock(name: string): Mock {
  const known = mocks.get(name) ?? vi.fn(working[name])
  mocks.set(name, known)
  return known
}

const pages: { route: string; options?: Record<string, string> }[] = []

/** Says which pages are open, the one shown last. */
export function openPages(...open: typeof pages): void {
  pages.splice(0, pages.length, ...open)
}

Object.assign(globalThis, {
  uni: new Proxy({}, { get: (_uni, name: string) => uniMock(name) }),
  getCurrentPages: () => pages,
})

beforeEach(() => {
  kept.clear()
  mocks.clear()
  openPages({ route: 'app/home/home' })
})
