/** A cell: text, or a whole number, which alone may begin with a minus. */
export type Cell = string | number

/** Spreadsheets take a text that begins so for a formula and run it. */
const FORMULA = /^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\n]/

/** Spreadsheets show longer runs of digits as a rounded number. */
const LONG_NUMBER = /^\d{12,}$/

/** Excel reads UTF-8 only from a file that says so with this mark. */
const BYTE_ORDER_MARK = '\ufeff'

/** Rows as a CSV file (RFC 4180) that Excel opens as it is: nothing in it runs as a formula, and long numbers keep their digits. */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
  return BYTE_ORDER_MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')
}

function cell(value: Cell): string {
  if (typeof value === 'number') return String(value)
  const text = harmless(value)
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replace(/"/g, '""')}"` : text
}

function harmless(text: string): string {
  if (FORMULA.test(text)) return `'${text}`
  return LONG_NUMBER.test(text) ? `${text}\t` : text
}
