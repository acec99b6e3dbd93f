export const statementFilters = ['all', 'in', 'out', 'refund', 'expiry'] as const
export type StatementFilter = (typeof statementFilters)[number]

/** A row of `statement_entries`; see docs/api.md. Amounts are signed points. */
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
  programmes: { name: string; translations: unknown; occasion: string | null } | null
}
