import { read, rpc } from '../core/api/call'
import { supabase } from '../core/api/supabase'
import type { OrderRequest } from '../core/redemption/attempt'
import type { Address, OrderBrief, PlacedOrder, Quote, WantedLine } from './contract'

/** What the lines would cost now, who would pay, and what stands in the way. Changes nothing. Throws AppError. */
export function quoteOrder(lines: WantedLine[], addressId?: string): Promise<Quote> {
  const request = addressId ? { lines, address_id: addressId } : { lines }
  return rpc<'quote_order', Quote>('quote_order', { request })
}

/**
 * Redeems. The same key with the same request gives the first answer again, so it may be repeated until there is one.
 * Throws AppError: the codes of a quote's problems, `address_not_found`, `idempotency_mismatch`.
 */
export function placeOrder(request: OrderRequest, key: string): Promise<PlacedOrder> {
  return rpc<'place_order', PlacedOrder>('place_order', { request, idempotency_key: key })
}

/** The buyer's addresses, the default one first. Throws AppError. */
export async function loadAddresses(): Promise<Address[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('addresses')
      .select('id, recipient, phone, province, city, district, street, is_default')
      .order('is_default', { ascending: false })
      .order('updated_at', { ascending: false }),
  )
  return rows as Address[]
}

/** Number and price of an order of this buyer; null when there is no such order. Throws AppError. */
export async function loadPlacedOrder(id: string): Promise<OrderBrief | null> {
  const row: unknown = await read(() =>
    supabase().from('orders').select('order_no, total_points, address').eq('id', id).maybeSingle(),
  )
  return row as OrderBrief | null
}
