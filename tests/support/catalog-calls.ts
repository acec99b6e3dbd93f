import type pg from 'pg'
import { actAs, callFunction, type Caller } from './act-as.ts'

export interface SearchAnswer {
  items: {
    product_id: string
    category_id: string
    name: string
    subtitle: string
    translations: Record<string, unknown>
    image_path: string | null
    price_from: number
    price_to: number
    list_price_minor: number | null
    currency: string
    available: number
  }[]
  next_cursor: string | null
}

export interface SearchTerms {
  query?: string | null
  category?: string | null
  sort?: string | null
  cursor?: string | null
}

export const search = (
  db: pg.ClientBase,
  caller: Caller,
  terms: SearchTerms = {},
  now?: string,
): Promise<SearchAnswer> => callFunction<SearchAnswer>(db, caller, 'search_products', { ...terms }, now)

/** Follows the cursors to the end; gives the items of all pages. */
export async function searchAll(db: pg.ClientBase, caller: Caller, terms: SearchTerms): Promise<SearchAnswer['items']> {
  const items: SearchAnswer['items'] = []
  let cursor: string | null = null
  do {
    const page: SearchAnswer = await search(db, caller, { ...terms, cursor })
    items.push(...page.items)
    cursor = page.next_cursor
  } while (cursor !== null)
  return items
}

/** One column of a relation as the caller reads it, sorted. */
export async function readAs(
  db: pg.ClientBase,
  caller: Caller,
  relation: string,
  column = 'id',
  now?: string,
): Promise<string[]> {
  const { rows } = await actAs(
    db,
    caller,
    () => db.query<{ value: string }>(`select ${column} as value from public.${relation} order by 1`),
    now,
  )
  return rows.map(({ value }) => value)
}
