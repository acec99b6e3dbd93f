import { deviceStorage } from '../../platform/storage'
import type { GrantEntry } from '../types'
import { ROWS_AT_ONCE, type ImportRow } from './import-api'

/** Rows that wait to be sent: `first` is the number of the first of them. */
export interface Parcel {
  first: number
  rows: ImportRow[]
}

interface Label {
  /** How many rows there are in all, and how many the server has. */
  total: number
  sent: number
}

const place = (importId: string, part: number | 'label') => `fudian.manage.import.${importId}.${part}`
/** What a full storage of the device cannot keep still lives until the app is closed. */
const inMemory = new Map<string, string>()

/** Keeps the rows of an import on this device until the server has them, so that leaving the page loses nothing. */
export function keepRows(importId: string, entries: readonly GrantEntry[]): void {
  const rows = entries.flatMap((entry) =>
    'employee_no' in entry ? [{ ...entry, amount: String(entry.amount) } satisfies ImportRow] : [],
  )
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    put(place(importId, from), JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE)))
  putLabel(importId, { total: rows.length, sent: 0 })
}

/** How many rows were to be sent and how many were; null when none wait on this device. */
export function labelOf(importId: string): Label | null {
  return parsed<Label>(take(place(importId, 'label')))
}

/** The next rows to send; null when all were. */
export function nextParcel(importId: string): Parcel | null {
  const label = labelOf(importId)
  if (!label || label.sent >= label.total) return null
  const rows = parsed<ImportRow[]>(take(place(importId, label.sent)))
  return rows ? { first: label.sent + 1, rows } : null
}

/** Notes that the server has the rows of a parcel. */
export function parcelArrived(importId: string, { rows }: Parcel): void {
  const label = labelOf(importId)
  if (!label) return
  drop(place(importId, label.sent))
  const sent = label.sent + rows.length
  if (sent >= label.total) drop(place(importId, 'label'))
  else putLabel(importId, { ...label, sent })
}

const putLabel = (importId: string, label: Label) => put(place(importId, 'label'), JSON.stringify(label))

function put(key: string, value: string): void {
  inMemory.set(key, value)
  deviceStorage.setItem(key, value)
}

function take(key: string): string | null {
  return inMemory.get(key) ?? deviceStorage.getItem(key)
}

function drop(key: string): void {
  inMemory.delete(key)
  deviceStorage.removeItem(key)
}

function parsed<T>(text: string | null): T | null {
  try {
    return JSON.parse(text ?? 'null') as T | null
  } catch {
    return null
  }
}
