import { describe, expect, it } from 'vitest'
import { daysUntil, formatDate, formatDateTime, formatExpiry, formatMonth } from '../../../app/core/format/dates'
import { formatMoney, formatNumber, formatSigned } from '../../../app/core/format/numbers'
import { setLocale } from '../../../app/core/i18n/locale'

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
    [-1200, '−1,200'],
    [Number.MAX_SAFE_INTEGER, '9,007,199,254,740,991'],
  ])('group %d as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text)
  })

  it('carry their sign where points came and went', () => {
    expect([1200, -300, 0].map(formatSigned)).toEqual(['+1,200', '−300', '0'])
  })

  it('show money without losing a cent', () => {
    expect(formatMoney(12345, 'CNY')).toBe('¥123.45')
    expect(formatMoney(10005, 'CNY')).toBe('¥100.05')
    expect(formatMoney(12800, 'CNY')).toBe('¥128')
    expect(formatMoney(-99, 'SEK')).toBe('−SEK 0.99')
  })
})

describe('dates', () => {
  // Local times: what a person reads is the day where they are.
  const now = new Date(2026, 8, 30, 23, 30)
  const at = (day: number, hour = 12) => new Date(2026, 8, day, hour, 5).toISOString()

  it('are written as each language writes them', () => {
    setLocale('zh-Hans')
    expect([formatDate(at(30)), formatDateTime(at(30, 9)), formatMonth(at(30))]).toEqual([
      '2026年9月30日',
      '2026年9月30日 09:05',
      '2026年9月',
    ])
    setLocale('en')
    expect([formatDate(at(30)), formatDateTime(at(30, 9)), formatMonth(at(30))]).toEqual([
      '30 Sep 2026',
      '30 Sep 2026, 09:05',
      'Sep 2026',
    ])
  })

  it('read what Postgres and PostgREST write', () => {
    expect(formatDate('2026-01-15 12:00:00+00')).toBe(formatDate('2026-01-15T12:00:00Z'))
  })

  it('count calendar days, not hours', () => {
    expect([daysUntil(at(30, 1), now), daysUntil(at(31, 0), now), daysUntil(at(29), now)]).toEqual([0, 1, -1])
  })

  it('say when points expire as a person would', () => {
    setLocale('zh-Hans')
    const inDays = (days: number) => formatExpiry(at(30 + days), now)
    expect([inDays(0), inDays(1), inDays(3), inDays(40), inDays(-1)]).toEqual([
      '今天到期',
      '明天到期',
      '3 天后到期',
      '2026年11月9日 到期',
      '已于 2026年9月29日 过期',
    ])
    setLocale('en')
    expect([inDays(3), inDays(40)]).toEqual(['Expires in 3 days', 'Expires on 9 Nov 2026'])
  })
})
