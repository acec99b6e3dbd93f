/** Every page with the parameters it takes; all are text, as they stand in the address. */
export interface RouteParams {
  home: Record<never, string>
  mall: { category?: string; query?: string }
  wallet: Record<never, string>
  me: Record<never, string>
  'sign-in': { back?: string; reason?: 'expired' | 'required' }
  product: { id: string }
  cart: Record<never, string>
  /** One SKU bought at once, or `lines` of the cart (`sku:quantity:price,…`). */
  checkout: { sku?: string; quantity?: string; lines?: string }
  done: { order: string }
  orders: { state?: string }
  order: { id: string }
  /** `pick` is '1' when another page waits for an address to be chosen. */
  addresses: { pick?: '1' }
  /** `pick` is '1' when the saved address is to be chosen at once for the page that waits. */
  address: { id?: string; pick?: '1' }
  settings: Record<never, string>
  about: Record<never, string>
  statement: Record<never, string>
  lots: Record<never, string>
  lot: { id: string }
  messages: Record<never, string>
  manage: Record<never, string>
  /** `id` is the owner of the budget shown first. */
  budgets: { id?: string }
  /** `budget` is the account that pays. */
  grant: { budget?: string }
  import: { id: string }
  batches: Record<never, string>
  batch: { id: string }
}

export type RouteName = keyof RouteParams

/** Where each page lies, as in pages.json. */
export const routes: Record<RouteName, string> = {
  home: '/app/home/home',
  mall: '/app/mall/mall',
  wallet: '/app/wallet/wallet',
  me: '/app/me/me',
  'sign-in': '/app/sign-in/sign-in',
  product: '/app/product/product',
  cart: '/app/checkout/cart',
  checkout: '/app/checkout/checkout',
  done: '/app/checkout/done',
  orders: '/app/orders/orders',
  order: '/app/orders/order',
  addresses: '/app/account/addresses',
  address: '/app/account/address',
  settings: '/app/account/settings',
  about: '/app/account/about',
  statement: '/app/points/statement',
  lots: '/app/points/lots',
  lot: '/app/points/lot',
  messages: '/app/messages/messages',
  manage: '/app/manage/manage',
  budgets: '/app/manage/budgets',
  grant: '/app/manage/grant',
  import: '/app/manage/import',
  batches: '/app/manage/batches',
  batch: '/app/manage/batch',
}

/** The tabs, in their order at the bottom. */
export const tabNames = ['home', 'mall', 'wallet', 'me'] as const
export type TabName = (typeof tabNames)[number]

/** Whether a page is one of the tabs, which uni-app opens in its own way. */
export function isTab(name: RouteName): name is TabName {
  return (tabNames as readonly string[]).includes(name)
}

/** The address of a page with its parameters. */
export function addressOf<Name extends RouteName>(name: Name, params?: RouteParams[Name]): string {
  const query = Object.entries(params ?? {})
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${encodeURIComponent(String(value))}`)
    .join('&')
  return query ? `${routes[name]}?${query}` : routes[name]
}
