import { read, rpc } from '../api/call'
import { supabase } from '../api/supabase'
import type { CartLine } from './lines'

/** The cart kept on the server, newest wish first. Throws AppError. */
export async function loadCart(): Promise<CartLine[]> {
  const rows: unknown = await read(() =>
    supabase()
      .from('cart_lines')
      .select('sku_id, quantity, added_at')
      .order('added_at', { ascending: false })
      .order('sku_id'),
  )
  return (rows as CartLine[]).map(({ sku_id, quantity }) => ({ sku_id, quantity }))
}

/** Replaces the cart kept on the server. Throws AppError: `offer_unavailable`, `invalid_quantity`, `invalid_request`. */
export async function saveCart(lines: CartLine[]): Promise<void> {
  await rpc('save_cart', { lines: lines.map(({ sku_id, quantity }) => ({ sku_id, quantity })) })
}
