import { isUuid } from '../../shared/uuid'
import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Product, ProductPicture, ProductSku, SkuOffer } from './types'

interface ProductRow extends Omit<Product, 'pictures' | 'skus'> {
  product_media: ProductPicture[]
  skus: Omit<ProductSku, 'offer'>[]
}
type OfferRow = SkuOffer & { sku_id: string }

const PRODUCT_COLUMNS =
  'id, kind, name, subtitle, description, translations, option_names, product_media(path, alt, position), skus(id, options, translations, list_price_minor, currency, position)'
const OFFER_COLUMNS = 'sku_id, price_points, max_per_order, max_per_buyer, available'

/**
 * A product with what the caller may buy of it and at which price. Null when the caller may not (or no longer) see it.
 * Throws AppError.
 */
export async function loadProduct(id: string): Promise<Product | null> {
  if (!isUuid(id)) return null
  const [row, offers] = await Promise.all([
    read(() => supabase().from('products').select(PRODUCT_COLUMNS).eq('id', id).maybeSingle()) as Promise<unknown>,
    read(() => supabase().from('sku_offers').select(OFFER_COLUMNS).eq('product_id', id)) as Promise<unknown>,
  ])
  return row ? assemble(row as ProductRow, offers as OfferRow[]) : null
}

function assemble({ product_media, skus, ...product }: ProductRow, offers: OfferRow[]): Product {
  const byPosition = (one: { position: number }, other: { position: number }) => one.position - other.position
  return {
    ...product,
    pictures: [...product_media].sort(byPosition),
    skus: skus
      .map((sku) => ({ ...sku, offer: offers.find((offer) => offer.sku_id === sku.id) ?? null }))
      .sort(byPosition),
  }
}
