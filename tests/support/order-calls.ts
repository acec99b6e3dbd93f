import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { callFunction, type Caller } from './act-as.ts'
import type { SkuFixture } from './shop-fixture.ts'

export interface PlacedOrder {
  order_id: string
  order_no: string
  state: string
  total_points: number
  placed_at: string
}

export interface Quote {
  lines: {
    line_no: number
    sku_id: string
    product_id: string | null
    name: string | null
    unit_points: number | null
    total_points: number | null
    available: number
    max_quantity: number
    problem: Problem | null
  }[]
  total_points: number
  spendable_points: number
  shortfall: number
  lots: { lot_id: string; amount: number; programme_name: string }[]
  problems: Problem[]
  orderable: boolean
}

export interface Problem {
  code: string
  details: Record<string, unknown>
}

/** One line of a request: so many units of a SKU at the price that was seen. */
export const line = (sku: SkuFixture, quantity: number, unitPoints: number) => ({
  sku_id: sku.skuId,
  quantity,
  unit_points: unitPoints,
})

type Line = ReturnType<typeof line>

/** Places an order as the caller; a key of its own unless one is given. */
export const placeOrder = (
  db: pg.ClientBase,
  { caller, addressId }: { caller: Caller; addressId?: string | null },
  lines: Line[],
  key: string = randomUUID(),
  now?: string,
): Promise<PlacedOrder> =>
  callFunction<PlacedOrder>(
    db,
    caller,
    'place_order',
    { request: { lines, address_id: addressId ?? null }, idempotency_key: key },
    now,
  )

export const quoteOrder = (db: pg.ClientBase, caller: Caller, request: unknown, now?: string): Promise<Quote> =>
  callFunction<Quote>(db, caller, 'quote_order', { request }, now)

export const cancelOrder = (
  db: pg.ClientBase,
  caller: Caller,
  orderId: string,
): Promise<{ order_id: string; state: string; refunded_points: number }> =>
  callFunction(db, caller, 'cancel_order', { order_id: orderId })
