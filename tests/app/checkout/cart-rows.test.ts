import { describe, expect, it } from 'vitest'
import { cartRows, totalsOf } from '../../../app/checkout/cart-rows'
import type { Quote, QuoteLine } from '../../../app/checkout/contract'
import { withRememberedNames } from '../../../app/checkout/remembered'
import { linesForUrl, wantedLines } from '../../../app/checkout/wanted-lines'

const quoted = (sku_id: string, unit_points: number, more: Partial<QuoteLine> = {}): QuoteLine => ({
  line_no: 1,
  sku_id,
  product_id: sku_id,
  name: sku_id,
  options: [],
  translations: null,
  image_path: null,
  quantity: 1,
  unit_points,
  total_points: unit_points,
  available: 9,
  max_quantity: 9,
  problem: null,
  ...more,
})
const quote = (lines: QuoteLine[], more: Partial<Quote> = {}): Quote => ({
  lines,
  total_points: 0,
  spendable_points: 1000,
  shortfall: 0,
  lots: [],
  problems: [],
  orderable: true,
  ...more,
})
const gone = quoted('gone', 0, { unit_points: null, name: null, problem: { code: 'offer_unavailable', details: {} } })
const lines = [
  { sku_id: 'tea', quantity: 2 },
  { sku_id: 'lamp', quantity: 1 },
  { sku_id: 'gone', quantity: 1 },
]
const all = quote([quoted('tea', 80), quoted('lamp', 300), gone])

describe('the cart as a page', () => {
  it('counts what is ticked and can be had', () => {
    const totals = totalsOf(cartRows(lines, all, []), all)
    expect(totals).toMatchObject({ pieces: 3, points: 460, shortfall: 0, allTicked: true })
    expect(totals.broken.map((row) => row.skuId)).toEqual(['gone'])
  })

  it('leaves out what is not ticked', () => {
    expect(totalsOf(cartRows(lines, all, ['lamp']), all)).toMatchObject({ pieces: 2, points: 160, allTicked: false })
  })

  it('says what is missing as soon as a quantity changes, before the server has quoted it', () => {
    const more = [{ sku_id: 'lamp', quantity: 5 }]
    expect(totalsOf(cartRows(more, all, []), all).shortfall).toBe(500)
  })

  it('trusts the server about the total it has quoted: some points may only buy certain goods', () => {
    const one = quote([quoted('lamp', 300)], { total_points: 300, spendable_points: 1000, shortfall: 120 })
    expect(totalsOf(cartRows([{ sku_id: 'lamp', quantity: 1 }], one, []), one).shortfall).toBe(120)
  })

  it('shows lines before they are quoted, without counting them', () => {
    const rows = cartRows(lines, null, [])
    expect(rows).toHaveLength(3)
    expect(totalsOf(rows, null)).toMatchObject({ pieces: 0, points: 0, allTicked: false })
  })

  it('keeps the name of what has left the offer meanwhile', () => {
    const now = quote([{ ...gone, sku_id: 'tea' }])
    expect(withRememberedNames(now, all).lines[0]).toMatchObject({
      name: 'tea',
      problem: { code: 'offer_unavailable' },
    })
  })
})

describe('the checkout’s address', () => {
  const tea = '00000000-0000-7000-8000-00000000000a'
  const lamp = '00000000-0000-7000-8000-00000000000b'

  it('carries lines with the prices that were seen', () => {
    const wanted = [
      { sku_id: tea, quantity: 2, unit_points: 80 },
      { sku_id: lamp, quantity: 1 },
    ]
    expect(wantedLines({ lines: encodeURIComponent(linesForUrl(wanted)) })).toEqual(wanted)
  })

  it('takes one SKU of a product page', () => {
    expect(wantedLines({ sku: tea, quantity: '3' })).toEqual([{ sku_id: tea, quantity: 3 }])
    expect(wantedLines({ sku: tea })).toEqual([{ sku_id: tea, quantity: 1 }])
  })

  it.each([`${tea}:0`, `${tea}:-1`, `${tea}:1.5`, `${tea}:many`, 'tea:1', ':1', ''])(
    'leaves out what makes no sense: %s',
    (text) => {
      expect(wantedLines({ lines: text })).toEqual([])
    },
  )
})
