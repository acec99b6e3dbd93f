import { toHalfWidth } from './amount'
import { findColumns } from './columns'
import { isBlank, readTable } from './delimited'

/** One line of a pasted list, as it was typed. */
export interface ListRow {
  /** Its line in the sheet, from 1: what people look for when something is wrong. */
  line: number
  employeeNo: string
  amount: string
  note: string
  /** Commas separate the columns, and this amount may have been cut in two by its own: `1,200`. */
  ambiguous?: boolean
}

/** The people of a pasted table; header and empty lines are left out. `pointsName` is what the company calls its points, a likely header. */
export function readRows(text: string, pointsName = ''): ListRow[] {
  const { rows, separator } = readTable(text)
  const columns = findColumns(rows, pointsName)
  const head = columns.header ? rows.findIndex((row) => !isBlank(row)) : -1
  const commas = separator === ',' || separator === '，'
  return rows.flatMap((cells, index) => {
    if (isBlank(cells) || index === head) return []
    const cell = (column: number) => cells[column] ?? ''
    const row: ListRow = {
      line: index + 1,
      employeeNo: toHalfWidth(cell(columns.employeeNo)).trim(),
      amount: cell(columns.amount),
      // Only a list parted by blanks can break a note into several cells.
      note: columns.note < 0 ? '' : separator === ' ' ? cells.slice(columns.note).join(' ') : cell(columns.note),
    }
    const cut = commas && /^\d{1,3}$/.test(row.amount) && /^\d{3}$/.test(cell(columns.amount + 1))
    return [cut && columns.amount >= 0 ? { ...row, ambiguous: true } : row]
  })
}
