import { read, rpc } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Page } from '../core/state/use-paged-list'
import type {
  LotHistory,
  MonthCount,
  PointLot,
  StatementEntry,
  StatementFilter,
  StatementLot,
  StatementSelection,
} from './types'

const PAGE = 30
const KINDS: Partial<Record<StatementFilter, string[]>> = {
  received: ['grant'],
  spent: ['spend'],
  refunded: ['refund'],
  expired: ['expiry', 'expiry_undo'],
  other: ['revocation', 'settlement', 'departure'],
}

/** A page of the holder's statement, newest first, of at most 1,000 entries; the cursor is the last `seq`. Throws AppError. */
export async function loadStatement(
  { filter, month }: StatementSelection,
  before: number | null,
  size = PAGE,
): Promise<Page<StatementEntry, number>> {
  const kinds = KINDS[filter]
  const { entries, next } = await rpc<'my_statement', { entries: StatementEntry[]; next: number | null }>(
    'my_statement',
    {
      page_size: size,
      ...(kinds && { kinds }),
      ...(month && { month }),
      ...(before !== null && { before }),
    },
  )
  return { items: entries, next }
}

/** The months in which the statement has entries, latest first. Throws AppError. */
export async function loadStatementMonths(): Promise<MonthCount[]> {
  return rpc<'my_statement_months', MonthCount[]>('my_statement_months')
}

/** The lots that one transaction took from or filled. Throws AppError. */
export async function loadTransactionLots(transactionId: string): Promise<StatementLot[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('statement_lots')
      .select('lot_id, amount, programme_name, translations, expires_at')
      .eq('transaction_id', transactionId)
      .order('expires_at'),
  )
  return rows as StatementLot[]
}

/** Every lot of the holder, soonest to expire first. Throws AppError. */
export async function loadLots(): Promise<PointLot[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('point_lots')
      .select('id, granted, remaining, expires_at, created_at, revoked_at, programmes(name, translations, occasion)')
      .order('expires_at')
      .order('created_at')
      .limit(1000),
  )
  return rows as PointLot[]
}

/** One lot of the holder with everything that happened to it. Throws AppError. */
export async function loadLot(id: string): Promise<LotHistory> {
  return rpc<'lot_history', LotHistory>('lot_history', { lot_id: id })
}

/** Those of these orders that are the caller's own. Throws AppError. */
export async function loadOwnOrderIds(ids: string[]): Promise<string[]> {
  const rows: unknown = await read(() => supabase().from('orders').select('id').in('id', ids))
  return (rows as { id: string }[]).map(({ id }) => id)
}
