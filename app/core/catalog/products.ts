import { rpc } from '../api/call'
import type { Page } from '../state/use-paged-list'

/** A product as lists show it: see `search_products` in docs/api.md. Points are whole numbers, money is in minor units. */
export interface ProductSummary {
  product_id: string
  category_id: string
  name: string
  subtitle: string | null
  translations: unknown
  image_path: string | null
  price_from: number
  price_to: number
  list_price_minor: number | null
  currency: string | null
  /** Units in stock over all SKUs that the caller may buy; 0 is sold out. */
  available: number
}

export const productSorts = ['recommended', 'newest', 'popular', 'price_asc', 'price_desc'] as const
export type ProductSort = (typeof productSorts)[number]

/** What to look for; everything left out means all. */
export interface ProductQuery {
  text?: string
  category?: string
  sort?: ProductSort
}

/**
 * The next page of what the caller may buy, 20 at a time, in the shape that `usePagedList` takes.
 * Throws AppError: `invalid_request` for an unknown sort or a bad cursor.
 */
export async function searchProducts(
  query: ProductQuery,
  cursor: string | null = null,
): Promise<Page<ProductSummary, string>> {
  const { text, category, sort } = query
  const answer = await rpc<'search_products', { items: ProductSummary[]; next_cursor: string | null }>(
    'search_products',
    { query: text?.trim() || undefined, category, sort, cursor: cursor ?? undefined },
  )
  return { items: answer.items, next: answer.next_cursor }
}
