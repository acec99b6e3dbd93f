import type { Quote, QuoteLine } from './contract'

/**
 * A quote in which lines that left the offer keep the name, choices and picture they had in the quote before: the server
 * no longer tells a buyer about goods that are not offered to them, but the buyer still knows what they wanted.
 */
export function withRememberedNames(quote: Quote, before: Quote | null | undefined): Quote {
  if (!before) return quote
  return { ...quote, lines: quote.lines.map((line) => (line.name === null ? remembered(line, before) : line)) }
}

function remembered(line: QuoteLine, before: Quote): QuoteLine {
  const known = before.lines.find(({ sku_id }) => sku_id === line.sku_id)
  if (!known) return line
  const { name, options, translations, image_path } = known
  return { ...line, name, options, translations, image_path }
}
