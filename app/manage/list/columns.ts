import { headerWords } from '../locale/headers'
import { readAmount, toHalfWidth } from './amount'
import { isBlank } from './delimited'

/** Which column holds what; -1 where there is none. */
export interface Columns {
  employeeNo: number
  amount: number
  note: number
  /** Whether the first row names the columns. */
  header: boolean
}

/** How many rows are looked at where no header says which column holds the amount. */
const SAMPLE = 50

/** Finds the columns by their header, or by what they hold: the number comes first, the amount is the first column of numbers after it. */
export function findColumns(rows: readonly string[][], pointsName: string): Columns {
  const first = rows.find((row) => !isBlank(row)) ?? []
  const named = (words: readonly string[]) => first.findIndex((cell) => words.includes(plain(cell)))
  const employeeNo = named(headerWords.employeeNo)
  const amount = named([...headerWords.amount, plain(pointsName)])
  if (employeeNo >= 0 || amount >= 0) {
    const fallback = amount === 0 ? 1 : 0
    return { employeeNo: employeeNo >= 0 ? employeeNo : fallback, amount, note: named(headerWords.note), header: true }
  }
  const sample = rows.filter((row) => !isBlank(row)).slice(0, SAMPLE)
  const width = Math.max(1, ...sample.map((row) => row.length))
  const found = Array.from({ length: width - 1 }, (_, index) => index + 1).find((column) =>
    mostlyNumbers(sample, column),
  )
  // Of a column that holds no amounts at all, the first is still taken for one, so that its faults are shown.
  const amountAt = found ?? (width > 1 ? 1 : -1)
  return {
    employeeNo: 0,
    amount: amountAt,
    note: amountAt >= 0 && amountAt + 1 < width ? amountAt + 1 : -1,
    header: false,
  }
}

function mostlyNumbers(sample: readonly string[][], column: number): boolean {
  const numbers = sample.filter((row) => typeof readAmount(row[column] ?? '') === 'number').length
  return numbers > 0 && numbers * 2 >= sample.length
}

function plain(cell: string): string {
  return toHalfWidth(cell)
    .toLowerCase()
    .replace(/[\s._#:*()-]/g, '')
}
