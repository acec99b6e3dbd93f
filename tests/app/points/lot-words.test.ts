import { describe, expect, it } from 'vitest'
import { endOf, scopeWords, standingOf, standingWords } from '../../../app/points/lot-words'
import type { LotHistory, LotMovement } from '../../../app/points/types'

const now = new Date('2026-09-10T12:00:00Z')
const PAST = '2026-09-09T15:59:59Z'
const SOON = '2026-09-20T15:59:59Z'
const FAR = '2027-09-20T15:59:59Z'

const lot = (more: Partial<LotHistory['lot']> = {}): LotHistory['lot'] => ({
  id: 'l',
  programme_name: '中秋福利',
  translations: {},
  occasion: null,
  granted: 500,
  remaining: 200,
  expires_at: FAR,
  created_at: '2026-09-01T00:00:00Z',
  revoked_at: null,
  scope: 'all',
  scope_names: [],
  granted_by_note: null,
  ...more,
})
const moved = (kind: string, amount: number): LotMovement => ({
  seq: 1,
  transaction_id: 't',
  kind,
  amount,
  created_at: PAST,
  order_id: null,
  order_no: null,
})

describe('how a lot stands', () => {
  it.each([
    ['open', {}, '2027年9月20日 到期'],
    ['open', { expires_at: null }, '长期有效'],
    ['soon', { expires_at: SOON }, '10 天后到期'],
    ['used', { remaining: 0 }, '已用完'],
    ['expired', { expires_at: PAST }, '已于 2026年9月9日 过期'],
    ['revoked', { remaining: 0, revoked_at: PAST }, '已撤回'],
    ['open', { remaining: 30, revoked_at: PAST }, '2027年9月20日 到期'],
  ] as const)('is %s: %j', (standing, more, words) => {
    expect([standingOf(lot(more), now), standingWords(lot(more), now)]).toEqual([standing, words])
  })
})

describe('what is said about the end of a lot', () => {
  it('is nothing while it can be spent, and nothing when it was used up in time', () => {
    expect(endOf({ lot: lot(), movements: [] }, now)).toBeNull()
    expect(endOf({ lot: lot({ remaining: 0, expires_at: PAST }), movements: [moved('spend', -500)] }, now)).toBeNull()
  })

  it('is how much was left when it expired, before and after that was booked', () => {
    const booked = { lot: lot({ remaining: 0, expires_at: PAST }), movements: [moved('expiry', -120)] }
    expect(endOf({ lot: lot({ remaining: 120, expires_at: PAST }), movements: [] }, now)?.text).toContain('120 积分')
    expect(endOf(booked, now)?.text).toContain('120 积分')
  })

  it('is nothing when the expiry was undone', () => {
    const movements = [moved('expiry_undo', 120), moved('expiry', -120)]
    expect(endOf({ lot: lot({ remaining: 120 }), movements }, now)).toBeNull()
  })

  it('is that it was revoked, and when', () => {
    const said = endOf({ lot: lot({ remaining: 0, revoked_at: PAST }), movements: [] }, now)
    expect(said?.title).toBe('这批福利已被撤回')
    expect(said?.text).toContain('2026年9月9日')
  })
})

describe('what a lot is good for', () => {
  const named = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `第${index}类`, translations: {} }))

  it('is everything, or what is named', () => {
    expect(scopeWords(lot())).toBe('商城里的所有商品')
    expect(scopeWords(lot({ scope: 'categories', scope_names: named(2) }))).toBe('仅限 第0类、第1类')
  })

  it('is ten names and how many more', () => {
    const words = scopeWords(lot({ scope: 'products', scope_names: named(13) }))
    expect(words).toContain('第9类，另有 3 项')
    expect(words).not.toContain('第10类')
  })
})
