import { shallowReactive } from 'vue'
import { addressOf, isTab, routes, type RouteName, type RouteParams, type TabName } from './routes'

type Params<Name extends RouteName> =
  Record<never, string> extends RouteParams[Name] ? [params?: RouteParams[Name]] : [params: RouteParams[Name]]

/** A navigation that cannot happen, such as the second of two quick taps, is no failure worth a word. */
const quietly = { fail: () => undefined }

const forTab = shallowReactive<{ [Name in TabName]?: RouteParams[Name] }>({})

/** Opens a page; a tab is switched to. */
export function go<Name extends RouteName>(name: Name, ...[params]: Params<Name>): void {
  if (isTab(name)) return switchTab(name, params as RouteParams[TabName])
  uni.navigateTo({ url: addressOf(name, params as RouteParams[Name]), ...quietly })
}

/** Opens a page in place of the one shown, so that back does not return to it (after a form was sent). */
export function replace<Name extends RouteName>(name: Name, ...[params]: Params<Name>): void {
  if (isTab(name)) return switchTab(name, params as RouteParams[TabName])
  uni.redirectTo({ url: addressOf(name, params as RouteParams[Name]), ...quietly })
}

/** Closes every page and opens this one, as after signing in or out. */
export function startAt<Name extends RouteName>(name: Name, ...[params]: Params<Name>): void {
  uni.reLaunch({ url: addressOf(name, params as RouteParams[Name]), ...quietly })
}

/** Back to the page before; to `otherwise` when the page was opened by its address. */
export function goBack(otherwise: RouteName = 'home'): void {
  if (getCurrentPages().length > 1) uni.navigateBack({ delta: 1, ...quietly })
  else uni.reLaunch({ url: routes[otherwise], ...quietly })
}

/** What `go('mall', { … })` handed to a tab; tabs get no address parameters, so they take it in `onShow`, once. */
export function takeTabParams<Name extends TabName>(name: Name): RouteParams[Name] | undefined {
  const params = forTab[name]
  forTab[name] = undefined
  return params
}

/** The address of the page shown, with its parameters, to come back to. */
export function currentAddress(): string {
  const page = getCurrentPages().at(-1)
  if (!page?.route) return routes.home
  // uni-app keeps the address's parameters here on every platform; its types leave them out.
  const { options } = page as { options?: Record<string, string> }
  const query = Object.entries(options ?? {})
    .map(([key, value]) => `${key}=${encodeURIComponent(value)}`)
    .join('&')
  return `/${page.route}${query ? `?${query}` : ''}`
}

/** Opens an address that was kept with `currentAddress`; anything that is not one of our pages leads home. */
export function startAtAddress(address: string | undefined): void {
  const path = address?.split('?')[0]
  const known = Object.values(routes).some((route) => route === path)
  uni.reLaunch({ url: known && address ? address : routes.home, ...quietly })
}

/** Whether parameters wait for a tab; reactive, since the tab in view is not shown anew when it is asked for. */
export function tabParamsWait(name: TabName): boolean {
  return forTab[name] !== undefined
}

function switchTab<Name extends TabName>(name: Name, params: RouteParams[Name] | undefined): void {
  forTab[name] = params
  uni.switchTab({ url: routes[name], ...quietly })
}
