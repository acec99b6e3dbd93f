import { replace } from '../core/navigation/navigate'
import { routes } from '../core/navigation/routes'

/** Back to the page that waits for an address, past the address book where that lies between. */
export function backToWaitingPage(): void {
  const pages = getCurrentPages() as { route?: string }[]
  const delta = `/${pages.at(-2)?.route ?? ''}` === routes.addresses ? 2 : 1
  if (pages.length > delta) void uni.navigateBack({ delta })
  else replace('cart')
}
