import { isUuid } from '../../shared/uuid'
import { read, rpc } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { Page } from '../core/state/use-paged-list'
import { statesOf, type Order, type OrderCursor, type OrderLot, type OrderSummary, type OrderTab } from './types'

const PAGE = 15
const LINES =
  'order_lines(line_no, sku_id, product_id, name, options, translations, image_path, quantity, unit_points, total_points)'

/** A page of the buyer's orders, newest first. Throws AppError. */
export async function loadOrders(tab: OrderTab, after: OrderCursor | null): Promise<Page<OrderSummary, OrderCursor>> {
  const rows: unknown = await read(() => {
    let query = supabase()
      .from('orders')
      .select(`id, order_no, state, total_points, placed_at, ${LINES}`)
      .order('placed_at', { ascending: false })
      .order('id', { ascending: false })
      .limit(PAGE)
    const states = statesOf[tab]
    if (states.length > 0) query = query.in('state', states)
    return after ? query.or(beyond(after)) : query
  })
  const items = rows as OrderSummary[]
  const last = items.at(-1)
  return { items, next: last && items.length === PAGE ? { placed_at: last.placed_at, id: last.id } : null }
}

/** One order with its lines and history; null when this buyer has no such order. Throws AppError. */
export async function loadOrder(id: string): Promise<Order | null> {
  if (!isUuid(id)) return null
  const row: unknown = await read(() =>
    supabase()
      .from('orders')
      .select(
        `id, order_no, state, total_points, placed_at, updated_at, address, note, ${LINES}, order_events(seq, from_state, to_state, at, note)`,
      )
      .eq('id', id)
      .maybeSingle(),
  )
  return row as Order | null
}

/** The lots that paid for an order, and what came back to each. Throws AppError. */
export async function loadOrderLots(orderId: string): Promise<OrderLot[]> {
  if (!isUuid(orderId)) return []
  const rows: unknown = await read(() =>
    supabase()
      .from('order_lots')
      .select('lot_id, programme_name, translations, expires_at, spent, refunded')
      .eq('order_id', orderId)
      .order('expires_at'),
  )
  return rows as OrderLot[]
}

/** Cancels before shipment; safe to repeat. Throws AppError: `order_not_found`, `order_not_cancellable`. */
export async function cancelOrder(orderId: string): Promise<{ refunded_points: number }> {
  return rpc<'cancel_order', { refunded_points: number }>('cancel_order', { order_id: orderId })
}

function beyond({ placed_at, id }: OrderCursor): string {
  return `placed_at.lt."${placed_at}",and(placed_at.eq."${placed_at}",id.lt.${id})`
}
