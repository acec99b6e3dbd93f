import type { ProductQuery } from '../core/catalog/products'

/** Where a banner leads. */
export interface ModuleLink {
  kind: 'category' | 'product' | 'search'
  value: string
}

export interface BannerItem {
  image_path: string | null
  title: string
  subtitle: string | null
  translations: unknown
  link: ModuleLink | null
}

interface Placed<Kind extends string> {
  id: string
  kind: Kind
}

export interface BannerModule extends Placed<'banner'> {
  items: BannerItem[]
}
export interface ShortcutsModule extends Placed<'shortcuts'> {
  /** Empty: all top categories. */
  categoryIds: string[]
}
export interface RailModule extends Placed<'product_rail'> {
  title: string
  translations: unknown
  query: ProductQuery
  /** Hand-picked products; empty: whatever the query finds. */
  productIds: string[]
  limit: number
}
export interface NoticeModule extends Placed<'notice'> {
  title: string
  body: string
  translations: unknown
}
export type HomeModule = BannerModule | ShortcutsModule | RailModule | NoticeModule

/** A row of `home_modules`; `config` is written by administrators, so nothing in it is taken for granted. */
export interface ModuleRow {
  id: string
  kind: string
  config: unknown
}

const RAIL_LIMIT = 10

/** Reads the layout of a company's home page; a module of an unknown kind, or with nothing to show, is left out. */
export function parseModules(rows: readonly ModuleRow[]): HomeModule[] {
  return rows.map(parseModule).filter((parsed): parsed is HomeModule => parsed !== null)
}

function parseModule({ id, kind, config }: ModuleRow): HomeModule | null {
  const fields = record(config)
  const { translations } = fields
  if (kind === 'banner') {
    const items = list(fields.items)
      .map(parseBannerItem)
      .filter((item) => item.title || item.image_path)
    return items.length ? { id, kind, items } : null
  }
  if (kind === 'shortcuts') return { id, kind, categoryIds: texts(fields.category_ids) }
  if (kind === 'product_rail') return { id, kind, title: text(fields.title), translations, ...parseRail(fields) }
  if (kind === 'notice' && text(fields.title) + text(fields.body)) {
    return { id, kind, title: text(fields.title), body: text(fields.body), translations }
  }
  return null
}

function parseBannerItem(item: unknown): BannerItem {
  const { image_path, title, subtitle, translations, link } = record(item)
  return {
    image_path: text(image_path) || null,
    title: text(title),
    subtitle: text(subtitle) || null,
    translations,
    link: parseLink(record(link)),
  }
}

function parseLink({ kind, value }: Record<string, unknown>): ModuleLink | null {
  const known = kind === 'category' || kind === 'product' || kind === 'search'
  return known && text(value) ? { kind, value: text(value) } : null
}

function parseRail(fields: Record<string, unknown>): Pick<RailModule, 'query' | 'productIds' | 'limit'> {
  const { category_id, sort, product_ids } = record(fields.query)
  const limit = typeof fields.limit === 'number' ? Math.trunc(fields.limit) : RAIL_LIMIT
  const query: ProductQuery = {}
  if (text(category_id)) query.category = text(category_id)
  if (text(sort)) query.sort = text(sort) as NonNullable<ProductQuery['sort']>
  return { query, productIds: texts(product_ids), limit: Math.min(Math.max(limit, 1), 20) }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): string[] => list(value).map(text).filter(Boolean)
