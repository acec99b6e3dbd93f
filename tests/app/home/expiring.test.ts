import { describe, expect, it } from 'vitest'
import { expiringWords } from '../../../app/home/expiring'
import { greeting } from '../../../app/home/greeting'

const now = new Date(2026, 10, 21, 9)
const points = (day: number) => ({
  amount: 1320,
  expires_at: new Date(2026, 10, day, 23).toISOString(),
  programme_id: 'p',
  name: '',
  translations: {},
})

describe('what expires next', () => {
  it('is said as today, tomorrow or in so many days', () => {
    expect(expiringWords(points(21), '星币', now)).toBe('1,320 星币今天到期')
    expect(expiringWords(points(22), '星币', now)).toBe('1,320 星币明天到期')
    expect(expiringWords(points(26), '星币', now)).toBe('1,320 星币将在 5 天后到期')
  })

  it('is not mentioned when nothing does', () => {
    expect(expiringWords(undefined, '星币', now)).toBe('')
  })
})

describe('the greeting', () => {
  it('goes with the hour', () => {
    expect([4, 8, 12, 15, 20].map((hour) => greeting('晓雨', hour))).toEqual([
      '晚上好，晓雨',
      '早上好，晓雨',
      '中午好，晓雨',
      '下午好，晓雨',
      '晚上好，晓雨',
    ])
  })
})
