import { describe, expect, it } from 'vitest'
import type { Problem, QuoteLine } from '../../../app/checkout/contract'
import { fixFor, problemWords, shortfallWords } from '../../../app/checkout/problems'

const line = (problem: Problem | null, more: Partial<QuoteLine> = {}): QuoteLine => ({
  line_no: 1,
  sku_id: 'tea',
  product_id: 'p',
  name: '茶',
  options: [],
  translations: null,
  image_path: null,
  quantity: 5,
  unit_points: 90,
  total_points: 450,
  available: 20,
  max_quantity: 20,
  problem,
  ...more,
})
const problem = (code: string, details: Record<string, unknown> = {}): Problem => ({ code, details })

describe('the way on from a line’s problem', () => {
  it('is none where there is no problem', () => {
    expect(fixFor(line(null))).toBeNull()
    expect(problemWords(line(null))).toBe('')
  })

  it('is to accept the new price, with both prices named', () => {
    const changed = line(problem('price_changed', { lines: [{ sku_id: 'tea', was: 80, now: 90 }] }))
    expect(fixFor(changed)).toEqual({ kind: 'accept', points: 90 })
    expect(problemWords(changed, 80)).toContain('80')
    expect(problemWords(changed, 80)).toContain('90')
  })

  it('is to take as many as there are', () => {
    const short = line(problem('out_of_stock', { available: 3 }), { available: 3, max_quantity: 3 })
    expect(fixFor(short)).toEqual({ kind: 'reduce', to: 3 })
    expect(problemWords(short)).toContain('3')
  })

  it('is to take as many as the limit leaves', () => {
    const much = line(problem('purchase_limit_exceeded', { limit: 4, already: 2 }), { max_quantity: 2 })
    expect(fixFor(much)).toEqual({ kind: 'reduce', to: 2 })
    expect(problemWords(much)).toMatch(/4.*2.*2/)
  })

  it.each([
    ['sold out', line(problem('out_of_stock', { available: 0 }), { available: 0, max_quantity: 0 })],
    ['used up', line(problem('purchase_limit_exceeded', { limit: 2, already: 2 }), { max_quantity: 0 })],
    ['no longer offered', line(problem('offer_unavailable'), { unit_points: null, available: 0, max_quantity: 0 })],
    ['unknown to this client', line(problem('something_new'))],
  ])('is to remove what is %s', (_what, broken) => {
    expect(fixFor(broken)).toEqual({ kind: 'remove' })
    expect(problemWords(broken)).not.toBe('')
  })
})

describe('what the whole order lacks', () => {
  it('is said in points', () => {
    const words = shortfallWords(problem('insufficient_points', { needed: 1200, available: 900 }), 900)
    expect(words).toContain('1,200')
    expect(words).toContain('300')
  })

  it('names points that may not be spent on this', () => {
    const words = shortfallWords(problem('insufficient_points', { needed: 1200, available: 900 }), 2000)
    expect(words).toContain('2,000')
  })

  it('names points that have expired', () => {
    expect(shortfallWords(problem('points_expired', { needed: 1200, available: 900, expired: 400 }), 900)).toContain(
      '400',
    )
  })
})
