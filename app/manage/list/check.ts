import { readAmount, type AmountFault } from './amount'
import type { ListRow } from './rows'

/** What is wrong with a line, found before anything is sent. `twice` names the line where the person stands already. */
export type RowFault =
  | { code: AmountFault | 'number-missing' | 'number-malformed' | 'amount-ambiguous' | 'note-too-long' }
  | { code: 'twice'; line: number }

export const LONGEST_NOTE = 200

/** As the database checks it; see the table of members. */
const EMPLOYEE_NO = /^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9_-]+)*$/

/** The amount of a line: its own, or the one that all share; a fault where neither can be read. */
export function amountOf(row: ListRow, common: string): number | AmountFault {
  return readAmount(row.amount.trim() === '' ? common : row.amount)
}

/** The first fault of every line that has one, by line. */
export function checkRows(rows: readonly ListRow[], common: string): Map<number, RowFault> {
  const faults = new Map<number, RowFault>()
  const seen = new Map<string, number>()
  for (const row of rows) {
    const who = row.employeeNo.toLowerCase()
    const before = seen.get(who)
    const fault = ownFault(row, common) ?? (before === undefined ? undefined : { code: 'twice' as const, line: before })
    if (fault) faults.set(row.line, fault)
    if (who !== '' && before === undefined) seen.set(who, row.line)
  }
  return faults
}

function ownFault(row: ListRow, common: string): RowFault | undefined {
  if (row.employeeNo === '') return { code: 'number-missing' }
  if (row.employeeNo.length > 40 || !EMPLOYEE_NO.test(row.employeeNo)) return { code: 'number-malformed' }
  if (row.ambiguous) return { code: 'amount-ambiguous' }
  const amount = amountOf(row, common)
  if (typeof amount === 'string') return { code: amount }
  if (row.note.length > LONGEST_NOTE) return { code: 'note-too-long' }
  return undefined
}
