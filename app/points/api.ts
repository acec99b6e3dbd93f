import { read } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Page } from '../core/state/use-paged-list'
import type { PointLot, StatementEntry, StatementFilter, StatementLot } from './types'

const PAGE = 30
const KINDS: Partial<Record<StatementFilter, string[]>> = {
  in: ['grant'],
  out: ['spend'],
  refund: ['refund'],
  expiry: ['expiry'],
}

/** A page of the holder's statement, newest first; the cursor is the last `seq`. Throws AppError. */
export async function loadStatement(
  filter: StatementFilter,
  before: number | null,
): Promise<Page<StatementEntry, number>> {
  const rows: unknown = await read(() => {
    let query = supabase()
      .from('statement_entries')
      .select(
        'seq, transaction_id, kind, amount, balance_after, created_at, order_id, order_no, programme_id, programme_name, translations, note',
      )
      .order('seq', { ascending: false })
      .limit(PAGE)
    const kinds = KINDS[filter]
    if (kinds) query = query.in('kind', kinds)
    return before === null ? query : query.lt('seq', before)
  })
  const items = rows as StatementEntry[]
  return { items, next: items.length < PAGE ? null : (items.at(-1)?.seq ?? null) }
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
      .select('id, granted, remaining, expires_at, created_at, programmes(name, translations, occasion)')
      .order('expires_at')
      .order('created_at')
      .limit(1000),
  )
  return rows as PointLot[]
}
