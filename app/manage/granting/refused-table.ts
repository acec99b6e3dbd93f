import type { RefusedRow } from './import-api'
import { problemWords } from './use-list'
import { t } from './words'

/** Refused rows as a table that a spreadsheet takes, with the reason in words: by tabs for the clipboard, by commas for a file. */
export function refusedTable(rows: readonly RefusedRow[], separator: '\t' | ','): string {
  const head = [t('list.number'), t('list.amount'), t('list.note'), t('import.reason')]
  const lines = rows.map((row) => [row.employee_no, row.amount, row.note ?? '', problemWords(row)])
  return [head, ...lines].map((cells) => cells.map((cell) => quoted(cell, separator)).join(separator)).join('\r\n')
}

/** What begins like a formula would be run as one by a spreadsheet, after blanks and in full width, too. */
function quoted(cell: string, separator: string): string {
  const safe = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/.test(cell) ? `'${cell}` : cell
  return safe.includes(separator) || /["\r\n\t]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe
}
