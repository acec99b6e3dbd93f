import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { weChatWorld } from './wechat-globals'

interface Asked {
  url: string
  method: string
  header: Record<string, string>
}

type Client = Record<string, (...args: unknown[]) => Promise<unknown>>

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
const TOKENS = {
  access_token: `${encode({ alg: 'HS256' })}.${encode({ sub: 'u1', role: 'authenticated', exp: 4102444800 })}.c2ln`,
  refresh_token: 'r1',
  token_type: 'bearer',
  expires_in: 3600,
  user: { id: 'u1', aud: 'authenticated' },
}

const REPLIES: [path: string, status: number, body: unknown][] = [
  ['/auth/v1/token', 200, TOKENS],
  ['/auth/v1/user', 200, TOKENS.user],
  ['/functions/v1/auth/card', 401, { code: 'card_credentials_invalid', message: '', details: null }],
  ['/rest/v1/rpc/my_profile', 402, { code: 'insufficient_points', message: '', details: '{"needed":5}', hint: null }],
  ['/rest/v1/orders', 200, [{ id: 'o1' }]],
]

/** What the functions that describe the device answer, in one piece. */
const PHONE = {
  brand: 'Apple',
  model: 'iPhone 15',
  system: 'iOS 17.5',
  platform: 'ios',
  language: 'zh_CN',
  theme: 'light',
  version: '8.0.50',
  SDKVersion: '3.5.0',
  windowWidth: 390,
  windowHeight: 760,
  screenWidth: 390,
  screenHeight: 844,
  statusBarHeight: 47,
  pixelRatio: 3,
  safeArea: { left: 0, right: 390, top: 47, bottom: 810, width: 390, height: 763 },
}

/** What else of `wx` the program touches between start and the first answer. uni-app copies it key by key, so the names must be there. */
const PRESENT =
  'setStorage getSystemInfoSync getSystemInfo getAppBaseInfo getDeviceInfo getWindowInfo getLaunchOptionsSync getAccountInfoSync onThemeChange setNavigationBarColor setNavigationBarTitle setBackgroundColor setTabBarStyle setTabBarItem navigateTo redirectTo reLaunch switchTab navigateBack showToast stopPullDownRefresh'.split(
    ' ',
  )

/** `wx` with storage and requests that answer; the others exist and describe the phone. */
function fakeWx(asked: Asked[]): object {
  const kept = new Map<string, unknown>()
  const known: Record<string, unknown> = {
    getStorageSync: (key: string) => kept.get(key) ?? '',
    setStorageSync: (key: string, value: unknown) => kept.set(key, value),
    removeStorageSync: (key: string) => kept.delete(key),
    canIUse: () => false,
    request: (ask: Asked & { success: (answer: object) => void; complete?: (answer: object) => void }) => {
      asked.push(ask)
      const [, statusCode, body] = REPLIES.find(([path]) => ask.url.includes(path)) ?? ['', 404, {}]
      const answer = {
        statusCode,
        data: JSON.stringify(body),
        header: { 'Content-Type': 'application/json' },
        errMsg: 'request:ok',
      }
      setTimeout(() => {
        ask.success(answer)
        ask.complete?.(answer)
      })
      return { abort: () => undefined }
    },
  }
  return { ...Object.fromEntries(PRESENT.map((name) => [name, () => ({ ...PHONE })])), ...known }
}

/**
 * Runs the built mini-program with WeChat's globals alone: starts it, loads every page, signs in, calls the API by rpc,
 * by select and by edge function. Says what was done, and every problem as a sentence.
 */
export async function runInWeChat(root: string, apiUrl: string) {
  const problems: string[] = []
  const steps: string[] = []
  const asked: Asked[] = []
  const step = async (name: string, act: () => unknown): Promise<void> => {
    if (problems.length > 0) return
    try {
      await act()
      steps.push(name)
    } catch (reason) {
      problems.push(
        `WeChat, ${name}: ${reason instanceof Error || isErrorLike(reason) ? (reason.stack ?? reason.message) : String(reason)}`,
      )
    }
  }
  const unhandled = (reason: unknown): void => {
    problems.push(`WeChat, unhandled: ${isErrorLike(reason) ? reason.message : String(reason)}`)
  }
  process.on('unhandledRejection', unhandled)

  // uni-app catches what its hooks throw and only prints it.
  const complain = (...words: unknown[]): void => {
    problems.push(
      `WeChat, printed: ${words.map((word) => (isErrorLike(word) ? word.message : String(word))).join(' ')}`,
    )
  }
  const world = weChatWorld(root, { wx: fakeWx(asked), console: { ...console, error: complain, warn: complain } })
  const pages = pagesOf(root)
  await step('start', () => {
    world.require('app.js')
    world.app().onLaunch?.({})
    world.app().onShow?.({})
  })
  await step('load every page', () => {
    pages.forEach((page) => world.require(page))
    if (world.components.length < pages.length)
      throw new Error(`only ${world.components.length} of ${pages.length} pages registered`)
  })
  const api = (file: string) => world.require(`app/core/api/${file}.js`) as Client
  await step('sign in', () => api('session').signInEmployee?.('xinghe', 'E1001', 'secret'))
  await step('rpc', () => refuses(api('call').rpc?.('my_profile'), 'insufficient_points', 402))
  await step('select', async () => {
    const { supabase } = world.require('app/core/api/supabase.js') as {
      supabase: () => {
        from: (name: string) => { select: (columns: string) => { eq: (column: string, value: string) => unknown } }
      }
    }
    const rows = await api('call').read?.(() =>
      supabase().from('orders').select('id, order_lines(name)').eq('state', '已付'),
    )
    if (JSON.stringify(rows) !== '[{"id":"o1"}]') throw new Error(`answered ${JSON.stringify(rows)}`)
  })
  await step('edge function', () => refuses(api('session').signInCard?.('6001', 'x'), 'card_credentials_invalid', 401))
  await step('requests', () => checkRequests(asked, apiUrl))
  await step('sign out', () => api('session').signOut?.())

  process.off('unhandledRejection', unhandled)
  return { modules: world.modules(), pages: pages.length, steps, problems }
}

/** Errors of another vm context are no instances of this one's Error. */
function isErrorLike(reason: unknown): reason is { message: string; stack?: string; code?: string; status?: number } {
  return typeof reason === 'object' && reason !== null && 'message' in reason
}

async function refuses(call: Promise<unknown> | undefined, code: string, status: number): Promise<void> {
  const reason = await call?.then(
    () => undefined,
    (caught: unknown) => caught,
  )
  if (isErrorLike(reason) && reason.code === code && reason.status === status) return
  throw isErrorLike(reason) && reason.code === undefined
    ? (reason as Error)
    : new Error(`expected ${code}, got ${JSON.stringify(reason)}`)
}

function checkRequests(asked: Asked[], apiUrl: string): void {
  const strangers = asked.filter(({ url }) => !url.startsWith(apiUrl))
  if (strangers.length > 0) throw new Error(`asked ${strangers.map(({ url }) => url).join(', ')}`)
  const select = asked.find(({ url }) => url.includes('/rest/v1/orders'))
  const query = new URL(select?.url ?? apiUrl).searchParams
  if (query.get('select') !== 'id,order_lines(name)' || query.get('state') !== 'eq.已付')
    throw new Error(`asked ${select?.url ?? 'nothing'}`)
  if (!/^Bearer /.test(select?.header.authorization ?? '')) throw new Error('the session was not sent')
  if (asked.some(({ method }) => !['GET', 'POST', 'PUT', 'DELETE'].includes(method)))
    throw new Error('a method that wx.request lacks')
}

function pagesOf(root: string): string[] {
  const app = JSON.parse(readFileSync(join(root, 'app.json'), 'utf8')) as {
    pages: string[]
    subPackages?: { root: string; pages: string[] }[]
  }
  const own = app.subPackages?.flatMap((part) => part.pages.map((page) => join(part.root, page))) ?? []
  return [...app.pages, ...own].map((page) => `${page}.js`)
}
