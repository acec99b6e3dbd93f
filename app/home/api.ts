import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import { searchProducts, type ProductSummary } from '../core/catalog/products'
import { parseModules, type HomeModule, type ModuleRow, type RailModule } from './modules'

export interface Shortcut {
  id: string
  name: string
  translations: unknown
  icon_path: string | null
}

/** The layout of the caller's home page, top to bottom. Throws AppError. */
export async function loadModules(): Promise<HomeModule[]> {
  const rows: unknown = await read(() => supabase().from('home_modules').select('id, kind, config').order('position'))
  return parseModules(rows as ModuleRow[])
}

/** The categories that shortcuts lead to: those named, in that order, else all top ones. Throws AppError. */
export async function loadShortcuts(categoryIds: readonly string[]): Promise<Shortcut[]> {
  const columns = 'id, name, translations, icon_path, position'
  const rows: unknown = await read(() => {
    const categories = supabase().from('categories').select(columns).order('position')
    return categoryIds.length ? categories.in('id', [...categoryIds]) : categories.is('parent_id', null)
  })
  const found = rows as Shortcut[]
  if (!categoryIds.length) return found
  return categoryIds.flatMap((id) => found.find((category) => category.id === id) ?? [])
}

/** The products of a rail that the caller may buy, at most its limit. Throws AppError. */
export async function loadRail(rail: RailModule): Promise<ProductSummary[]> {
  if (rail.productIds.length) return loadPicked(rail.productIds.slice(0, rail.limit))
  const page = await searchProducts(rail.query)
  return page.items.slice(0, rail.limit)
}

interface PickedRow extends Pick<ProductSummary, 'category_id' | 'name' | 'subtitle' | 'translations'> {
  id: string
  product_media: { path: string; position: number }[]
  skus: { id: string; list_price_minor: number | null; currency: string | null }[]
}
interface OfferRow {
  sku_id: string
  product_id: string
  price_points: number
  available: number
}

async function loadPicked(ids: string[]): Promise<ProductSummary[]> {
  const columns =
    'id, category_id, name, subtitle, translations, product_media(path, position), skus(id, list_price_minor, currency)'
  const [products, offers] = (await Promise.all([
    read(() => supabase().from('products').select(columns).in('id', ids)) as Promise<unknown>,
    read(() =>
      supabase().from('sku_offers').select('sku_id, product_id, price_points, available').in('product_id', ids),
    ) as Promise<unknown>,
  ])) as [PickedRow[], OfferRow[]]
  return ids.flatMap((id) => {
    const product = products.find((row) => row.id === id)
    const own = offers.filter((offer) => offer.product_id === id)
    return product && own.length ? summary(product, own) : []
  })
}

function summary(product: PickedRow, offers: OfferRow[]): ProductSummary {
  const { id, product_media, skus, ...words } = product
  const cheapest = offers.reduce((best, offer) => (offer.price_points < best.price_points ? offer : best))
  const sku = skus.find((candidate) => candidate.id === cheapest.sku_id)
  const [picture] = [...product_media].sort((one, other) => one.position - other.position)
  return {
    ...words,
    product_id: id,
    image_path: picture?.path ?? null,
    price_from: cheapest.price_points,
    price_to: Math.max(...offers.map((offer) => offer.price_points)),
    list_price_minor: sku?.list_price_minor ?? null,
    currency: sku?.currency ?? null,
    available: offers.reduce((sum, offer) => sum + offer.available, 0),
  }
}
