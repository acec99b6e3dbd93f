import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import vm from 'node:vm'

/** What WeChat's module wrapper shadows, whatever is assigned on globalThis. */
const SHADOWED =
  'window document frames self location navigator localStorage history Caches screen alert confirm prompt fetch XMLHttpRequest WebSocket webkit WeixinJSCore Reporter print Image URL URLSearchParams Headers Request Response FormData Blob AbortController TextEncoder TextDecoder btoa atob crypto performance structuredClone queueMicrotask Intl'.split(
    ' ',
  )

type Require = (path: string) => Record<string, unknown>

/** A mini-program's JavaScript world: the language itself, WeChat's own globals, and nothing of a browser or of Node. */
export interface WeChatWorld {
  require: Require
  /** How many modules were loaded. */
  modules: () => number
  /** What was handed to App, and to Page or Component. */
  app: () => Record<string, (options?: unknown) => void>
  components: unknown[]
}

/** Makes such a world for a built mini-program; `wx` and `console` are what the program sees under those names. */
export function weChatWorld(root: string, seen: { wx: object; console: object }): WeChatWorld {
  const components: unknown[] = []
  let app: Record<string, (options?: unknown) => void> = {}
  const globals = {
    ...seen,
    global: {},
    App: (options: typeof app) => {
      app = options
    },
    Page: (options: unknown) => components.push(options),
    Component: (options: unknown) => components.push(options),
    Behavior: (options: unknown) => options,
    getApp: () => app,
    getCurrentPages: () => [],
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
  }
  // A new context brings the ECMAScript built-ins and nothing else.
  const context = vm.createContext({ ...globals })
  const loaded = new Map<string, { exports: Record<string, unknown> }>()

  const load = (path: string): Record<string, unknown> => {
    const file = path.endsWith('.js') ? path : `${path}.js`
    const known = loaded.get(file)
    if (known) return known.exports
    const module = { exports: {} }
    loaded.set(file, module)
    const parameters = ['require', 'module', 'exports', ...SHADOWED].join(', ')
    const wrapped = vm.runInContext(`(function (${parameters}) {\n${readFileSync(file, 'utf8')}\n})`, context, {
      filename: file,
    }) as (...args: unknown[]) => void
    wrapped((wanted: string) => load(resolve(dirname(file), wanted)), module, module.exports)
    return module.exports
  }

  return { require: (path) => load(resolve(join(root, path))), modules: () => loaded.size, app: () => app, components }
}
