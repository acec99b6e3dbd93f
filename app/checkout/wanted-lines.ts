import { isUuid } from '../../shared/uuid'
import type { WantedLine } from './contract'

/** What the checkout page is opened with: one SKU (from a product page) or several lines (from the cart). */
export interface CheckoutQuery {
  sku?: string
  quantity?: string
  lines?: string
}

/** Lines as an address of a page carries them, so that a reload keeps them: `sku:quantity:price,…`. */
export function linesForUrl(lines: WantedLine[]): string {
  return lines
    .map((line) => [line.sku_id, line.quantity, line.unit_points].filter((part) => part !== undefined).join(':'))
    .join(',')
}

/** The lines meant by a page's query; what cannot be read is left out. */
export function wantedLines(query: CheckoutQuery): WantedLine[] {
  const text = query.lines ? decodeURIComponent(query.lines) : query.sku ? `${query.sku}:${query.quantity ?? 1}` : ''
  return text
    .split(',')
    .map(lineFrom)
    .filter((line): line is WantedLine => line !== null)
}

function lineFrom(text: string): WantedLine | null {
  const [skuId, quantity, price] = text.split(':')
  const count = Number(quantity)
  if (!skuId || !isUuid(skuId) || !Number.isInteger(count) || count < 1) return null
  const points = Number(price)
  return price !== undefined && Number.isInteger(points)
    ? { sku_id: skuId, quantity: count, unit_points: points }
    : { sku_id: skuId, quantity: count }
}
