import { describe, expect, it } from 'vitest'
import { formatMonth } from '../../../app/core/format/dates'
import { setLocale } from '../../../app/core/i18n/locale'
import { byMonth } from '../../../app/points/by-month'
import { explanationOf, kindIcon, kindWords, titleOf } from '../../../app/points/entry-words'
import { splitLots } from '../../../app/points/lot-lists'
import type { PointLot, StatementEntry } from '../../../app/points/types'

const entry = (
  seq: number,
  amount: number,
  created_at: string,
  more: Partial<StatementEntry> = {},
): StatementEntry => ({
  seq,
  transaction_id: `t${seq}`,
  kind: amount > 0 ? 'grant' : 'spend',
  amount,
  balance_after: 0,
  created_at,
  order_id: null,
  order_no: null,
  programme_id: null,
  programme_name: null,
  translations: null,
  note: null,
  ...more,
})
const lot = (
  id: string,
  remaining: number,
  expires_at: string | null,
  created_at = '2026-01-01 10:00:00+00',
): PointLot => ({
  id,
  granted: 100,
  remaining,
  expires_at,
  created_at,
  revoked_at: null,
  programmes: null,
})

describe('the statement', () => {
  it('is grouped by month with what came and what went', () => {
    const months = byMonth([
      entry(4, -80, '2026-09-20 10:00:00+00'),
      entry(3, 500, '2026-09-02 10:00:00+00'),
      entry(2, -20, '2026-08-15 10:00:00+00'),
    ])
    expect(months.map(({ key, received, spent, entries }) => [key, received, spent, entries.length])).toEqual([
      ['2026-09', 500, 80, 2],
      ['2026-08', 0, 20, 1],
    ])
  })

  it('of one chosen month stands under that month, wherever the device is', () => {
    const [only, ...others] = byMonth(
      [entry(2, 5, '2026-09-30 23:00:00+00'), entry(1, 5, '2026-08-31 17:00:00+00')],
      '2026-09-01',
    )
    expect(others).toEqual([])
    expect([only?.key, only && formatMonth(only.at)]).toEqual(['2026-09', '2026年9月'])
  })

  it('names an entry by its programme, by what was noted, or by its kind', () => {
    expect(titleOf(entry(1, 5, '2026-09-01', { programme_name: '中秋福利' }))).toBe('中秋福利')
    expect(titleOf(entry(1, 5, '2026-09-01', { note: '更正' }))).toBe('更正')
    expect(titleOf(entry(1, -5, '2026-09-01', { order_id: 'o' }))).toBe('兑换')
  })

  it.each(['zh-Hans', 'en'] as const)('has a word and a picture for every kind of movement in %s', (language) => {
    setLocale(language)
    const kinds = ['grant', 'spend', 'refund', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'departure']
    const words = kinds.map((kind) => kindWords({ kind }))
    expect(new Set(words).size).toBe(kinds.length)
    expect(words.every((word) => word !== kindWords({ kind: 'something new' }))).toBe(true)
    expect(kinds.map((kind) => kindIcon({ kind }))).not.toContain('coin')
    setLocale('zh-Hans')
  })

  it('explains the movements that the holder did not make', () => {
    const explained = ['revocation', 'settlement', 'departure', 'expiry_undo']
    expect(explained.every((kind) => explanationOf({ kind }).endsWith('。'))).toBe(true)
    expect(['grant', 'spend', 'refund', 'expiry'].map((kind) => explanationOf({ kind })).join('')).toBe('')
  })
})

describe('the lots', () => {
  const now = new Date('2026-09-10T12:00:00Z')

  it('to spend stand in the order in which redeeming takes them', () => {
    const { live } = splitLots(
      [
        lot('never', 10, null),
        lot('late', 10, '2027-01-01 10:00:00+00'),
        lot('newer', 10, '2026-10-01 10:00:00+00', '2026-02-01 10:00:00+00'),
        lot('older', 10, '2026-10-01 10:00:00+00', '2026-01-01 10:00:00+00'),
      ],
      now,
    )
    expect(live.map(({ id }) => id)).toEqual(['older', 'newer', 'late', 'never'])
  })

  it('that are used up or expired stand apart', () => {
    const { live, over } = splitLots([lot('empty', 0, null), lot('past', 5, '2026-09-10 11:00:00+00')], now)
    expect(live).toEqual([])
    expect(over.map(({ id }) => id).sort()).toEqual(['empty', 'past'])
  })
})
