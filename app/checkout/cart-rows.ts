import type { CartLine } from '../core/cart/lines'
import { optionWords } from '../core/catalog/option-words'
import { translated } from '../core/i18n/translated'
import type { Quote, QuoteLine } from './contract'
import { t } from './words'

export interface CartRow {
  skuId: string
  productId: string | null
  name: string
  options: string
  picture: string | null
  quantity: number
  /** The most that can be had now. */
  most: number
  /** Price of one, null where there is none any more. */
  unitPoints: number | null
  /** The server's line, null until the SKU has been quoted. */
  quoted: QuoteLine | null
  line: CartLine
  /** Can be redeemed as it stands. */
  fine: boolean
  ticked: boolean
}

/** The cart's lines as the page shows them: quantities as the buyer has them now, the rest as last quoted. */
export function cartRows(lines: readonly CartLine[], quote: Quote | null, unticked: readonly string[]): CartRow[] {
  return lines.map((line) => {
    const quoted = quote?.lines.find((known) => known.sku_id === line.sku_id) ?? null
    const fine = quoted !== null && quoted.problem === null && quoted.unit_points !== null
    return {
      skuId: line.sku_id,
      productId: quoted?.product_id ?? null,
      name: quoted?.name ? translated(quoted, 'name') : t('line.unknown'),
      options: quoted ? optionWords(quoted) : '',
      picture: quoted?.image_path ?? null,
      quantity: line.quantity,
      most: Math.max(1, quoted?.max_quantity ?? quoted?.available ?? 99),
      unitPoints: quoted?.unit_points ?? null,
      quoted,
      line,
      fine,
      ticked: fine && !unticked.includes(line.sku_id),
    }
  })
}

export interface CartTotals {
  pieces: number
  points: number
  shortfall: number
  ticked: CartRow[]
  allTicked: boolean
  broken: CartRow[]
}

/** What the ticked rows come to; `quoted` is the last quote for them, whose quantities may have changed since. */
export function totalsOf(rows: readonly CartRow[], quoted: Quote | null): CartTotals {
  const ticked = rows.filter((row) => row.ticked)
  const points = ticked.reduce((sum, row) => sum + (row.unitPoints ?? 0) * row.quantity, 0)
  return {
    pieces: ticked.reduce((sum, row) => sum + row.quantity, 0),
    points,
    shortfall: shortfallOf(points, quoted),
    ticked,
    allTicked: ticked.length > 0 && rows.every((row) => row.ticked || !row.fine),
    broken: rows.filter((row) => row.quoted !== null && !row.fine),
  }
}

// Until the server has quoted the new quantities, what may be spent at all is the best there is to say.
function shortfallOf(points: number, quoted: Quote | null): number {
  if (!quoted) return 0
  return quoted.total_points === points ? quoted.shortfall : Math.max(0, points - quoted.spendable_points)
}
