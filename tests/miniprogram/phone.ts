import { createRequire } from 'node:module'
import { join } from 'node:path'
import { JSDOM } from 'jsdom'
import { wechatApi } from './wechat-api.ts'

interface PageInstance {
  onLoad?: (query: Record<string, string>) => void
  onShow?: () => void
  onReady?: () => void
  onHide?: () => void
  onUnload?: () => void
  [key: string]: unknown
}

interface OpenPage {
  path: string
  element: HTMLElement
  instance: PageInstance
}

/** What is rendered: WeChat's own test runtime hangs its element on every node. */
type Rendered = Element & { __wxElement?: object }

interface Exparser {
  Event: {
    create: (name: string, detail: unknown, options: object) => unknown
    dispatchEvent: (target: object, event: unknown) => void
  }
}

interface Simulate {
  load: (path: string, options: { rootPath: string; compiler: 'official' }) => string
  render: (id: string) => { instance: PageInstance; attach: (parent: HTMLElement) => void }
}

const require = createRequire(import.meta.url)

/** WeChat's test runtime takes the document and the app's globals from the global scope, so there is one phone per process. */
function prepareGlobals(): Document {
  const { window } = new JSDOM('<body></body>', { url: 'http://localhost/', pretendToBeVisual: true })
  Object.assign(globalThis, {
    window,
    document: window.document,
    Event: window.Event,
    CustomEvent: window.CustomEvent,
    MutationObserver: window.MutationObserver,
  })
  return window.document
}

/** A phone with the built mini-program in it, driven by finger: texts are tapped, fields are typed into. */
export class Phone {
  readonly pages: OpenPage[] = []
  readonly told: string[] = []
  private readonly document = prepareGlobals()
  private readonly simulate = require('miniprogram-simulate') as Simulate
  private readonly exparser = createRequire(require.resolve('j-component'))('miniprogram-exparser') as Exparser

  constructor(private readonly folder: string) {
    const app: Record<string, unknown> = { globalData: {} }
    Object.assign((globalThis as unknown as { wx: object }).wx, this.wechat())
    Object.assign(globalThis, {
      App: (definition: object) => Object.assign(app, definition),
      // uni-app wraps Page when it is loaded, and then makes its pages of Component.
      Page: () => undefined,
      getApp: () => app,
      getCurrentPages: () => this.pages.map(({ instance }) => instance),
    })
    require(join(folder, 'app.js'))
    const launch = { path: 'app/home/home', query: {}, scene: 1001 }
    for (const hook of ['onLaunch', 'onShow']) (app[hook] as ((options: object) => void) | undefined)?.call(app, launch)
    this.open('/app/home/home', 'restart')
  }

  private wechat() {
    return wechatApi({
      open: (address, how) => void setTimeout(() => this.open(address, how)),
      back: (count) => void setTimeout(() => this.back(count)),
      tell: (words) => void this.told.push(words),
    })
  }

  private open(address: string, how: 'push' | 'replace' | 'restart'): void {
    const [path = '', search = ''] = address.replace(/^\//, '').split('?')
    const query = Object.fromEntries(new URLSearchParams(search))
    const closed = how === 'push' ? 0 : how === 'replace' ? 1 : this.pages.length
    for (const page of this.pages.splice(this.pages.length - closed, closed)) page.instance.onUnload?.()
    this.pages.at(-1)?.instance.onHide?.()

    const id = this.simulate.load(join(this.folder, path), { rootPath: this.folder, compiler: 'official' })
    const rendered = this.simulate.render(id)
    const element = this.document.createElement('page')
    this.show(element)
    rendered.attach(element)
    const { instance } = rendered
    Object.assign(instance, { route: path, is: path, options: query })
    this.pages.push({ path, element, instance })
    instance.onLoad?.(query)
    instance.onShow?.()
    instance.onReady?.()
  }

  private back(count: number): void {
    for (const page of this.pages.splice(Math.max(1, this.pages.length - count))) page.instance.onUnload?.()
    const page = this.pages.at(-1)
    if (!page) return
    this.show(page.element)
    page.instance.onShow?.()
  }

  private show(element: HTMLElement): void {
    this.document.body.replaceChildren(element)
  }

  get path(): string {
    return this.pages.at(-1)?.path ?? ''
  }

  /** What can be read on the screen. */
  get text(): string {
    return this.document.body.textContent ?? ''
  }

  /** Waits until `find` gives something; a failure says what was on the screen. */
  async until<T>(what: string, find: () => T | null | undefined | false, seconds = 15): Promise<T> {
    for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline;) {
      const found = find()
      if (found) return found
      await new Promise((resolve) => setTimeout(resolve, 25))
    }
    throw new Error(`Waited in vain for ${what} on ${this.path}: «${this.text.slice(0, 600)}»`)
  }

  read(words: string | RegExp): Promise<boolean> {
    return this.until(String(words), () =>
      words instanceof RegExp ? words.test(this.text) : this.text.includes(words),
    )
  }

  /** The elements that bear the class `name` (the runtime puts the component's tag before it). */
  private withClass(name: string): Rendered[] {
    return [...this.document.querySelectorAll(`[class~="${name}"], [class*="--${name}"]`)].filter((element) =>
      [...element.classList].some((one) => one === name || one.endsWith(`--${name}`)),
    )
  }

  count(className: string): number {
    return this.withClass(className).length
  }

  textOf(className: string): string {
    return this.withClass(className)[0]?.textContent?.trim() ?? ''
  }

  /** Opens a page as a tap on the tab bar does, which WeChat draws itself. */
  goTo(address: string): void {
    this.open(address, 'restart')
  }

  /** Taps the `index`-th element that bears the class, once it is there. */
  async tap(className: string, index = 0): Promise<void> {
    this.fire(await this.until(`.${className}`, () => this.withClass(className)[index]), 'tap', {})
  }

  /** Taps the innermost element whose text is exactly `words`. */
  async tapText(words: string): Promise<void> {
    const target = await this.until(`«${words}»`, () =>
      [...this.document.querySelectorAll('*')].filter((element) => element.textContent?.trim() === words).at(-1),
    )
    this.fire(target, 'tap', {})
  }

  /** Types into the `index`-th input inside the element that bears the class. */
  async type(className: string, value: string, index = 0): Promise<void> {
    const input = await this.until(`a field in .${className}`, () => {
      const inputs = this.withClass(className).flatMap((element) =>
        element.matches('wx-input, wx-textarea') ? [element] : [...element.querySelectorAll('wx-input, wx-textarea')],
      )
      return inputs[index]
    })
    this.fire(input, 'input', { value, cursor: value.length })
    this.fire(input, 'blur', { value })
  }

  private fire(target: Rendered, name: string, detail: object): void {
    if (!target.__wxElement) throw new Error(`<${target.tagName.toLowerCase()}> is not rendered by the runtime`)
    const touches = [{ identifier: 0, clientX: 0, clientY: 0, pageX: 0, pageY: 0 }]
    const event = this.exparser.Event.create(name, detail, {
      bubbles: true,
      composed: true,
      capturePhase: true,
      extraFields: { touches, changedTouches: touches },
    })
    this.exparser.Event.dispatchEvent(target.__wxElement, event)
  }
}
