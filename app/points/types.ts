export const statementFilters = ['all', 'received', 'spent', 'refunded', 'expired', 'other'] as const
export type StatementFilter = (typeof statementFilters)[number]

/** Which part of the statement is shown. */
export interface StatementSelection {
  filter: StatementFilter
  /** The first day of a month, `2026-11-01`; null for all months. */
  month: string | null
}

/** An entry of `my_statement`; see docs/api.md. Amounts are signed points. */
export interface StatementEntry {
  seq: number
  transaction_id: string
  kind: string
  amount: number
  balance_after: number
  created_at: string
  order_id: string | null
  order_no: string | null
  programme_id: string | null
  programme_name: string | null
  translations: unknown
  note: string | null
}

/** A month of the statement with how many entries it holds. */
export interface MonthCount {
  /** Its first day, `2026-11-01`. */
  month: string
  entries: number
}

/** A row of `statement_lots`: what one transaction took from a lot (negative) or put into it. */
export interface StatementLot {
  lot_id: string
  amount: number
  programme_name: string
  translations: unknown
  expires_at: string | null
}

/** A row of `point_lots` with its programme. */
export interface PointLot {
  id: string
  granted: number
  remaining: number
  expires_at: string | null
  created_at: string
  revoked_at: string | null
  programmes: { name: string; translations: unknown; occasion: string | null } | null
}

/** One movement of a lot. */
export interface LotMovement {
  seq: number
  transaction_id: string
  kind: string
  amount: number
  created_at: string
  order_id: string | null
  order_no: string | null
}

/** What `lot_history` answers; see docs/api.md. */
export interface LotHistory {
  lot: {
    id: string
    programme_name: string
    translations: unknown
    occasion: string | null
    granted: number
    remaining: number
    expires_at: string | null
    created_at: string
    revoked_at: string | null
    scope: 'all' | 'categories' | 'products'
    /** The categories or products that the lot may pay for. */
    scope_names: { name: string; translations: unknown }[]
    granted_by_note: string | null
  }
  movements: LotMovement[]
}
