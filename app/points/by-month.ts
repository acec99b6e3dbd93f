import { moment } from '../core/format/dates'
import type { StatementEntry } from './types'

export interface StatementMonth {
  /** `2026-09`. */
  key: string
  /** A moment of that month, to name it by. */
  at: string
  entries: StatementEntry[]
  received: number
  spent: number
}

/**
 * Entries, newest first, as months of the device's time zone with what came in and what went out among the entries given.
 * `only`, the first day of a month, names the one month that all of them belong to: the company's, which may begin some hours earlier.
 */
export function byMonth(entries: readonly StatementEntry[], only: string | null = null): StatementMonth[] {
  const months: StatementMonth[] = []
  for (const entry of entries) {
    const key = only?.slice(0, 7) ?? monthKey(entry.created_at)
    let month = months.at(-1)
    if (month?.key !== key) {
      month = { key, at: only ? middleOf(only) : entry.created_at, entries: [], received: 0, spent: 0 }
      months.push(month)
    }
    month.entries.push(entry)
    if (entry.amount > 0) month.received += entry.amount
    else month.spent -= entry.amount
  }
  return months
}

/** A moment that lies in the month in every time zone. */
export function middleOf(firstDay: string): string {
  return `${firstDay.slice(0, 7)}-15T12:00:00Z`
}

function monthKey(iso: string): string {
  const at = moment(iso)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}
