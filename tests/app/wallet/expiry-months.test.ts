import { describe, expect, it } from 'vitest'
import { expiryMonths } from '../../../app/wallet/expiry-months'

const now = new Date('2026-09-10T12:00:00')
const lot = (remaining: number, expires_at: string | null, name = '') => ({
  remaining,
  expires_at,
  programmes: name ? { name, translations: {} } : null,
})

describe('when points expire', () => {
  it('adds up a month, soonest first, with what never expires at the end', () => {
    const months = expiryMonths(
      [lot(50, null), lot(300, '2026-12-02T10:00:00'), lot(100, '2026-09-30T10:00:00'), lot(20, '2026-09-12T10:00:00')],
      now,
    )
    expect(months.map(({ key, amount }) => [key, amount])).toEqual([
      ['2026-09', 120],
      ['2026-12', 300],
      ['never', 50],
    ])
    expect(months[1]?.share).toBe(1)
    expect(months[0]?.share).toBeCloseTo(0.4)
  })

  it('leaves out what has expired already', () => {
    expect(expiryMonths([lot(10, '2026-09-10T11:59:59')], now)).toEqual([])
  })

  it('adds up what comes after the fifth month when there are more than six, so that nothing of the balance is missing', () => {
    const year = Array.from({ length: 12 }, (_, index) =>
      lot(1, `2027-${String(index + 1).padStart(2, '0')}-15T10:00:00`),
    )
    const months = expiryMonths([...year, lot(3, null)], now)
    expect(months.map(({ key }) => key)).toEqual([
      ...['01', '02', '03', '04', '05'].map((month) => `2027-${month}`),
      'later',
      'never',
    ])
    expect(months.at(-2)).toMatchObject({ expires_at: '2027-06-15T10:00:00', amount: 7, share: 1 })
    expect(months.reduce((sum, { amount }) => sum + amount, 0)).toBe(15)
  })

  it('names the programmes of a month once each, what lapses first in front', () => {
    const [month] = expiryMonths(
      [
        lot(1, '2026-09-30T10:00:00', '中秋福利'),
        lot(1, '2026-09-20T10:00:00', '健康打卡'),
        lot(1, '2026-09-21T10:00:00', '健康打卡'),
      ],
      now,
    )
    expect(month?.programmes).toEqual(['健康打卡', '中秋福利'])
  })
})
