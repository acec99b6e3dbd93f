/** A value of one option as the buyer reads it: 颜色 · 月白. */
export interface SkuOption {
  name: string
  value: string
}

/** What this caller pays for a SKU now, in points; there is none for a SKU that is not offered to them. */
export interface SkuOffer {
  price_points: number
  max_per_order: number | null
  max_per_buyer: number | null
  /** Units in stock, capped at 99. */
  available: number
}

export interface ProductSku {
  id: string
  options: SkuOption[]
  translations: unknown
  /** Market price in minor units of `currency`, shown for comparison only. */
  list_price_minor: number | null
  currency: string | null
  position: number
  offer: SkuOffer | null
}

export interface ProductPicture {
  path: string
  alt: string | null
  position: number
}

export interface Product {
  id: string
  kind: string
  name: string
  subtitle: string | null
  description: string | null
  translations: unknown
  option_names: string[]
  pictures: ProductPicture[]
  skus: ProductSku[]
}
