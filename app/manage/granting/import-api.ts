import { rpc } from '../../core/api/call'
import { underOneKey } from '../attempt'
import type { GrantRequest, Problem } from '../types'

/** The most that the server takes in one call. */
export const ROWS_AT_ONCE = 2000

export interface ImportRow {
  employee_no: string
  amount: string
  note?: string
}

/** How far an import is. */
export interface ImportProgress {
  import_id: string
  /** open: rows may still come; running: waiting rows are being granted; done. */
  state: 'open' | 'running' | 'done'
  rows: number
  waiting: number
  granted: number
  refused: number
  total_points: number
}

export interface RefusedRow extends Problem {
  row: number
  employee_no: string
  amount: string
  note: string | null
}

export interface ImportReport extends ImportProgress {
  name: string
  /** Why the server's own job stopped. */
  error: Problem | null
  problems: RefusedRow[]
  next_row: number | null
}

/** Starts an import for what was previewed; the rows follow. Throws AppError: `programme_closed`, `name_taken`, `out_of_scope` … */
export function startImport(request: GrantRequest, name: string): Promise<{ import_id: string }> {
  const what = {
    programme_id: request.programme_id,
    name,
    ...(request.budget_account ? { budget_account: request.budget_account } : {}),
  }
  return underOneKey('import', what, (idempotency_key) =>
    rpc<'start_grant_import', { import_id: string }>('start_grant_import', { ...what, idempotency_key }),
  )
}

/** Sends rows, numbered from `firstRow`; safe to repeat. Throws AppError: `import_not_found`, `idempotency_mismatch`. */
export function addRows(importId: string, rows: ImportRow[], firstRow: number): Promise<ImportProgress> {
  const args = { import_id: importId, rows: rows as never, first_row: firstRow }
  return rpc<'add_import_rows', ImportProgress>('add_import_rows', args)
}

/** Grants the next rows; call until none is waiting. Throws AppError: `insufficient_budget`, `import_not_found`. */
export function runImport(importId: string, maxRows: number): Promise<ImportProgress> {
  return rpc<'run_grant_import', ImportProgress>('run_grant_import', { import_id: importId, max_rows: maxRows })
}

/** How far an import is, with a page of what was refused; changes nothing. Throws AppError: `import_not_found`. */
export function loadReport(importId: string, afterRow = 0): Promise<ImportReport> {
  return rpc<'grant_import_problems', ImportReport>('grant_import_problems', {
    import_id: importId,
    after_row: afterRow,
  })
}
