export interface CartLine {
  sku_id: string
  quantity: number
}

/** What the server accepts: `quote_order` and `save_cart` refuse more. */
export const MAX_LINES = 50
export const MAX_QUANTITY = 999

const within = (quantity: number) => Math.min(Math.max(Math.trunc(quantity), 1), MAX_QUANTITY)

/** The cart with so many more of a SKU; a new one goes on top, as the newest wish. */
export function withAdded(lines: CartLine[], skuId: string, quantity: number): CartLine[] {
  const present = lines.find((line) => line.sku_id === skuId)
  if (present) return withQuantity(lines, skuId, present.quantity + quantity)
  return [{ sku_id: skuId, quantity: within(quantity) }, ...lines]
}

/** The cart with exactly so many of a SKU that is in it; anything below 1 means 1, removing is a step of its own. */
export function withQuantity(lines: CartLine[], skuId: string, quantity: number): CartLine[] {
  return lines.map((line) => (line.sku_id === skuId ? { ...line, quantity: within(quantity) } : line))
}

/** The cart without some SKUs. */
export function without(lines: CartLine[], skuIds: string[]): CartLine[] {
  return lines.filter((line) => !skuIds.includes(line.sku_id))
}

/** A line that was taken out, and the place it had. */
export interface RemovedLine {
  line: CartLine
  index: number
}

/** The cart with removed lines back in their places; what is in it again already stays as it is. */
export function withPutBack(lines: CartLine[], removed: RemovedLine[]): CartLine[] {
  const next = [...lines]
  for (const { line, index } of removed) {
    if (!next.some((present) => present.sku_id === line.sku_id)) next.splice(index, 0, line)
  }
  return next
}

/** How many pieces there are in all. */
export function piecesIn(lines: CartLine[]): number {
  return lines.reduce((sum, line) => sum + line.quantity, 0)
}
