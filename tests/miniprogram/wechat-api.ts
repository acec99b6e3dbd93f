/** What a call of WeChat's API is given: one object with call-backs. */
interface Call {
  success?: (result: unknown) => void
  fail?: (result: unknown) => void
  complete?: (result: unknown) => void
}

interface RequestCall extends Call {
  url: string
  method?: string
  header?: Record<string, string>
  data?: unknown
}

/** Where the API opens pages and what it tells the person. */
export interface Screen {
  open: (address: string, how: 'push' | 'replace' | 'restart') => void
  back: (pages: number) => void
  tell: (words: string) => void
}

const succeed = (call: Call = {}, result: unknown = {}) =>
  void setTimeout(() => {
    call.success?.(result)
    call.complete?.(result)
  })

const fail = (call: Call, message: string) =>
  void setTimeout(() => {
    call.fail?.({ errMsg: message })
    call.complete?.({ errMsg: message })
  })

/** `wx.request` by Node's fetch. As in WeChat there is no PATCH. */
function request(call: RequestCall) {
  const { url, method = 'GET', header = {}, data } = call
  const aborter = new AbortController()
  if (!['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'OPTIONS'].includes(method)) {
    fail(call, `request:fail method ${method} is not supported`)
  } else {
    const body = ['GET', 'HEAD'].includes(method) || data === undefined ? null : bodyOf(data)
    fetch(url, { method, headers: header, body, signal: aborter.signal }).then(
      async (response) =>
        succeed(call, {
          statusCode: response.status,
          data: await response.text(),
          header: Object.fromEntries(response.headers),
          cookies: [],
        }),
      (error: unknown) => fail(call, `request:fail ${String(error)}`),
    )
  }
  return { abort: () => aborter.abort(), onHeadersReceived: () => undefined, offHeadersReceived: () => undefined }
}

const bodyOf = (data: unknown) => (typeof data === 'string' ? data : JSON.stringify(data))

function storage(kept = new Map<string, unknown>()) {
  return {
    getStorageSync: (key: string) => kept.get(key) ?? '',
    setStorageSync: (key: string, data: unknown) => void kept.set(key, data),
    removeStorageSync: (key: string) => void kept.delete(key),
    getStorage: (call: Call & { key: string }) =>
      kept.has(call.key) ? succeed(call, { data: kept.get(call.key) }) : fail(call, 'getStorage:fail data not found'),
    setStorage(call: Call & { key: string; data: unknown }) {
      kept.set(call.key, call.data)
      succeed(call)
    },
    removeStorage(call: Call & { key: string }) {
      kept.delete(call.key)
      succeed(call)
    },
  }
}

function navigation(screen: Screen) {
  const opening = (how: 'push' | 'replace' | 'restart') => (call: Call & { url: string }) => {
    screen.open(call.url, how)
    succeed(call)
  }
  return {
    navigateTo: opening('push'),
    redirectTo: opening('replace'),
    reLaunch: opening('restart'),
    switchTab: opening('restart'),
    navigateBack(call: Call & { delta?: number } = {}) {
      screen.back(call.delta ?? 1)
      succeed(call)
    },
  }
}

const device = {
  platform: 'ios',
  system: 'iOS 17.0',
  brand: 'iPhone',
  model: 'iPhone 15',
  language: 'zh_CN',
  theme: 'light',
  version: '8.0.50',
  SDKVersion: '3.5.0',
  pixelRatio: 3,
  windowWidth: 390,
  windowHeight: 763,
  screenWidth: 390,
  screenHeight: 844,
  statusBarHeight: 47,
  safeArea: { left: 0, top: 47, right: 390, bottom: 810, width: 390, height: 763 },
}

const measure = {
  in: () => measure,
  select: () => measure,
  selectAll: () => measure,
  selectViewport: () => measure,
  boundingClientRect: () => measure,
  scrollOffset: () => measure,
  fields: () => measure,
  exec: () => undefined,
}

const launch = { path: 'app/home/home', query: {}, scene: 1001 }
const silent = [
  'onAppShow',
  'onAppHide',
  'onThemeChange',
  'offThemeChange',
  'onNetworkStatusChange',
  'onKeyboardHeightChange',
]
const cosmetic = ['setNavigationBarTitle', 'setNavigationBarColor', 'setBackgroundColor', 'setBackgroundTextStyle', 'setTabBarItem', 'setTabBarStyle', 'setTabBarBadge', 'removeTabBarBadge', 'showTabBar', 'hideTabBar', 'showLoading', 'hideLoading', 'hideToast', 'stopPullDownRefresh', 'pageScrollTo'] // prettier-ignore

/** WeChat's API as far as the mini-program uses it: storage in memory, requests over the network, pages on `screen`. */
export function wechatApi(screen: Screen): Record<string, unknown> {
  return {
    ...storage(),
    ...navigation(screen),
    ...Object.fromEntries(silent.map((name) => [name, () => undefined])),
    ...Object.fromEntries(cosmetic.map((name) => [name, succeed])),
    request,
    canIUse: () => true,
    nextTick: (work: () => void) => void setTimeout(work),
    createSelectorQuery: () => measure,
    getSystemInfoSync: () => device,
    getDeviceInfo: () => device,
    getWindowInfo: () => device,
    getAppBaseInfo: () => ({ ...device, host: { env: 'WeChat' } }),
    getSystemSetting: () => ({}),
    getAppAuthorizeSetting: () => ({}),
    getLaunchOptionsSync: () => launch,
    getEnterOptionsSync: () => launch,
    getAccountInfoSync: () => ({ miniProgram: { appId: 'test', envVersion: 'develop' } }),
    getMenuButtonBoundingClientRect: () => ({ left: 296, top: 51, right: 383, bottom: 83, width: 87, height: 32 }),
    getNetworkType: (call: Call) => succeed(call, { networkType: 'wifi' }),
    showToast(call: Call & { title: string }) {
      screen.tell(call.title)
      succeed(call)
    },
  }
}
