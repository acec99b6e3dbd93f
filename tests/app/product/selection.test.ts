import { describe, expect, it } from 'vitest'
import { choiceRows, choose, firstChoice, quantityLimit } from '../../../app/product/selection'
import type { ProductSku } from '../../../app/product/types'

const sku = (id: string, colour: string, size: string, available: number | null): ProductSku => ({
  id,
  options: [
    { name: '颜色', value: colour },
    { name: '尺寸', value: size },
  ],
  translations: {},
  list_price_minor: null,
  currency: null,
  position: 0,
  offer: available === null ? null : { price_points: 100, max_per_order: null, max_per_buyer: null, available },
})

const whiteS = sku('white-s', '月白', '小', 0)
const whiteL = sku('white-l', '月白', '大', 3)
const blueL = sku('blue-l', '黛蓝', '大', 5)
const redS = sku('red-s', '朱红', '小', null)
const skus = [whiteS, whiteL, blueL, redS]

const states = (chosen: ProductSku | null) =>
  Object.fromEntries(
    choiceRows(skus, chosen).flatMap((row) => row.choices.map((choice) => [choice.value, choice.state])),
  )

describe('the first choice', () => {
  it('is the first SKU in stock, not merely the first', () => {
    expect(firstChoice(skus)).toBe(whiteL)
  })

  it('falls back to one that is sold out rather than one that is not offered', () => {
    expect(firstChoice([redS, whiteS])).toBe(whiteS)
  })

  it('is nothing for a product without SKUs', () => {
    expect(firstChoice([])).toBeNull()
  })
})

describe('the values of an option', () => {
  it('are told apart: to be had, sold out, only with other values, not offered', () => {
    expect(states(whiteL)).toEqual({
      月白: 'available',
      黛蓝: 'available',
      朱红: 'unavailable',
      小: 'sold_out',
      大: 'available',
    })
    expect(states(whiteS)['黛蓝']).toBe('elsewhere')
  })

  it('mark what is chosen', () => {
    const chosen = choiceRows(skus, blueL).flatMap((row) => row.choices.filter((choice) => choice.chosen))
    expect(chosen.map((choice) => choice.value)).toEqual(['黛蓝', '大'])
  })
})

describe('choosing a value', () => {
  it('keeps the other values where such a SKU is offered', () => {
    expect(choose(skus, whiteL, 0, '黛蓝')).toBe(blueL)
  })

  it('shows a sold-out combination as it is instead of jumping away from it', () => {
    expect(choose(skus, whiteL, 1, '小')).toBe(whiteS)
  })

  it('gives way on the other options when the combination does not exist', () => {
    expect(choose(skus, whiteS, 0, '黛蓝')).toBe(blueL)
  })

  it('does nothing for a value that is not offered', () => {
    expect(choose(skus, whiteL, 0, '朱红')).toBeNull()
  })
})

describe('the quantity', () => {
  it('is limited by stock, by the order and by the buyer, whichever is least', () => {
    expect(quantityLimit(blueL)).toBe(5)
    expect(
      quantityLimit({ ...blueL, offer: { price_points: 1, available: 99, max_per_order: 3, max_per_buyer: 2 } }),
    ).toBe(2)
  })

  it('is zero without an offer', () => {
    expect(quantityLimit(redS)).toBe(0)
    expect(quantityLimit(null)).toBe(0)
  })
})
