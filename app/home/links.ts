import { go } from '../core/navigation/navigate'
import type { ModuleLink } from './modules'

/** Goes where a banner leads; nowhere for one without a link. */
export function follow(link: ModuleLink | null): void {
  if (link?.kind === 'product') go('product', { id: link.value })
  if (link?.kind === 'category') go('mall', { category: link.value })
  if (link?.kind === 'search') go('mall', { query: link.value })
}
