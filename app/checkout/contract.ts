/** The shapes of `quote_order` and `place_order`, as docs/api.md gives them. Points are whole numbers. */

export type Translations = Record<string, Record<string, unknown>> | null

export interface Problem {
  code: string
  details: Record<string, unknown> | null
}

export type WantedLine = {
  sku_id: string
  quantity: number
  /** The price the buyer has seen; the server reports `price_changed` when it is not the price any more. */
  unit_points?: number
}

export interface QuoteLine {
  line_no: number
  sku_id: string
  product_id: string | null
  name: string | null
  options: { name: string; value: string }[] | null
  translations: Translations
  image_path: string | null
  quantity: number
  unit_points: number | null
  total_points: number | null
  available: number | null
  max_quantity: number | null
  problem: Problem | null
}

export interface QuoteLot {
  lot_id: string
  programme_name: string
  translations: Translations
  expires_at: string | null
  amount: number
}

export interface Quote {
  lines: QuoteLine[]
  total_points: number
  spendable_points: number
  shortfall: number
  lots: QuoteLot[]
  problems: Problem[]
  orderable: boolean
}

export interface PlacedOrder {
  order_id: string
  order_no: string
  state: string
  total_points: number
  placed_at: string
}

export interface Address {
  id: string
  recipient: string
  phone: string
  province: string
  city: string
  district: string
  street: string
  is_default: boolean
}

/** What the page after redeeming tells of an order; without an address nothing is sent by post. */
export interface OrderBrief {
  order_no: string
  total_points: number
  address: unknown
}
