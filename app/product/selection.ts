import type { ProductSku } from './types'

/** How a value stands beside the other chosen values: to be had, sold out, offered only with other values, or not offered at all. */
export type ChoiceState = 'available' | 'sold_out' | 'elsewhere' | 'unavailable'

export interface Choice {
  /** The untranslated value: the key by which SKUs are compared. */
  value: string
  state: ChoiceState
  chosen: boolean
}

export interface ChoiceRow {
  /** Position of the option in `options` of every SKU of the product. */
  index: number
  choices: Choice[]
}

const valueAt = (sku: ProductSku, index: number): string | undefined => sku.options[index]?.value
const inStock = (sku: ProductSku): boolean => (sku.offer?.available ?? 0) > 0

/** The SKU to show first: the first that can be bought, else the first that is offered, else the first. */
export function firstChoice(skus: readonly ProductSku[]): ProductSku | null {
  return skus.find(inStock) ?? skus.find((sku) => sku.offer !== null) ?? skus[0] ?? null
}

/** Every option with its values in the order of the SKUs, judged against the SKU that is chosen now. */
export function choiceRows(skus: readonly ProductSku[], chosen: ProductSku | null): ChoiceRow[] {
  const depth = Math.max(0, ...skus.map((sku) => sku.options.length))
  return Array.from({ length: depth }, (_, index) => {
    const values = skus.map((sku) => valueAt(sku, index)).filter((value): value is string => value !== undefined)
    return {
      index,
      choices: [...new Set(values)].map((value) => ({
        value,
        state: stateOf(skus, chosen, index, value),
        chosen: chosen !== null && valueAt(chosen, index) === value,
      })),
    }
  })
}

/**
 * The SKU that has this value and keeps as many of the other chosen values as possible; a SKU in stock wins over one
 * that is sold out, so that a tap never leads into an impossible combination. Null when no SKU with the value is offered.
 */
export function choose(
  skus: readonly ProductSku[],
  chosen: ProductSku | null,
  index: number,
  value: string,
): ProductSku | null {
  const candidates = skus.filter((sku) => sku.offer !== null && valueAt(sku, index) === value)
  const exact = candidates.find((sku) => sharesOthers(sku, chosen, index))
  if (exact) return exact
  const rank = (sku: ProductSku) => kept(sku, chosen) * 2 + (inStock(sku) ? 1 : 0)
  return candidates.reduce<ProductSku | null>(
    (best, sku) => (best === null || rank(sku) > rank(best) ? sku : best),
    null,
  )
}

/** How many of this SKU one order may hold now: limits of the offer and the stock; 0 when it cannot be bought. */
export function quantityLimit(sku: ProductSku | null): number {
  if (!sku?.offer) return 0
  const { available, max_per_order, max_per_buyer } = sku.offer
  return Math.max(0, Math.min(available, max_per_order ?? Infinity, max_per_buyer ?? Infinity))
}

function stateOf(skus: readonly ProductSku[], chosen: ProductSku | null, index: number, value: string): ChoiceState {
  const offered = skus.filter((sku) => sku.offer !== null && valueAt(sku, index) === value)
  if (offered.length === 0) return 'unavailable'
  const together = offered.filter((sku) => sharesOthers(sku, chosen, index))
  if (together.some(inStock)) return 'available'
  if (together.length > 0) return 'sold_out'
  return offered.some(inStock) ? 'elsewhere' : 'sold_out'
}

const sharesOthers = (sku: ProductSku, chosen: ProductSku | null, index: number): boolean =>
  chosen === null || chosen.options.every((option, at) => at === index || valueAt(sku, at) === option.value)

const kept = (sku: ProductSku, chosen: ProductSku | null): number =>
  chosen === null ? 0 : chosen.options.filter((option, at) => valueAt(sku, at) === option.value).length
