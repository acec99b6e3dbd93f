import { describe, expect, it } from 'vitest'
import { expiryMonths } from '../../../app/wallet/expiry-months'

const now = new Date('2026-09-10T12:00:00')
const lot = (remaining: number, expires_at: string | null) => ({ remaining, expires_at })

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

  it('shows the six soonest months', () => {
    const year = Array.from({ length: 12 }, (_, index) =>
      lot(1, `2027-${String(index + 1).padStart(2, '0')}-15T10:00:00`),
    )
    expect(expiryMonths(year, now).map(({ key }) => key)).toEqual(
      ['01', '02', '03', '04', '05', '06'].map((month) => `2027-${month}`),
    )
  })
})
