import { moment } from '../core/format/dates'
import type { StatementEntry } from './types'

export interface StatementMonth {
  /** `2026-09`, in the device's time zone. */
  key: string
  /** The newest moment of that month, to name it by. */
  at: string
  entries: StatementEntry[]
  received: number
  spent: number
}

/** Entries, newest first, as months with what came in and what went out among the entries given. */
export function byMonth(entries: readonly StatementEntry[]): StatementMonth[] {
  const months: StatementMonth[] = []
  for (const entry of entries) {
    const key = monthKey(entry.created_at)
    let month = months.at(-1)
    if (month?.key !== key) {
      month = { key, at: entry.created_at, entries: [], received: 0, spent: 0 }
      months.push(month)
    }
    month.entries.push(entry)
    if (entry.amount > 0) month.received += entry.amount
    else month.spent -= entry.amount
  }
  return months
}

function monthKey(iso: string): string {
  const at = moment(iso)
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}`
}
