import type { Figures } from './types'

/** The parts that make up what was granted, in the order of the bar. */
export const parts = ['unspent', 'spent', 'expired', 'returned', 'settled'] as const
export type Part = (typeof parts)[number]

export interface Share {
  part: Part
  amount: number
  /** Of the whole, from 0 to 100. */
  percent: number
  /** For people: `<1` where rounding would say nothing, and never 100 unless it is all. */
  words: string
}

/** What a batch's points have become, biggest question first: how much of the whole each part is. Parts without points are left out. */
export function sharesOf(figures: Figures): Share[] {
  const whole = parts.reduce((sum, part) => sum + figures[part], 0)
  return parts
    .filter((part) => figures[part] > 0)
    .map((part) => {
      const percent = (figures[part] / whole) * 100
      return { part, amount: figures[part], percent, words: percentWords(percent) }
    })
}

/** The parts that a table needs columns for: those that any of its rows has points in; the two that everybody asks for always. */
export function columnsOf(rows: readonly Figures[]): Part[] {
  return parts.filter((part) => part === 'unspent' || part === 'spent' || rows.some((row) => row[part] > 0))
}

function percentWords(percent: number): string {
  if (percent < 1) return '<1%'
  if (percent > 99 && percent < 100) return '>99%'
  return `${Math.round(percent)}%`
}
