export const orderStates = [
  'awaiting_payment',
  'paid',
  'shipped',
  'delivered',
  'completed',
  'cancelled',
  'refunded',
] as const
export type OrderState = (typeof orderStates)[number]

export const orderTabs = ['all', 'paid', 'shipped', 'done', 'cancelled'] as const
export type OrderTab = (typeof orderTabs)[number]

/** Which states a tab shows; none means every one. */
export const statesOf: Record<OrderTab, OrderState[]> = {
  all: [],
  paid: ['awaiting_payment', 'paid'],
  shipped: ['shipped'],
  done: ['delivered', 'completed'],
  cancelled: ['cancelled', 'refunded'],
}

export interface OrderCursor {
  placed_at: string
  id: string
}

export interface OrderLine {
  line_no: number
  sku_id: string
  product_id: string
  name: string
  options: { name: string; value: string }[]
  translations: unknown
  image_path: string | null
  quantity: number
  unit_points: number
  total_points: number
}

export interface OrderSummary {
  id: string
  order_no: string
  state: OrderState
  total_points: number
  placed_at: string
  order_lines: OrderLine[]
}

export interface OrderEvent {
  /** The running number, by which the history is ordered. */
  seq: number
  from_state: OrderState | null
  to_state: OrderState
  at: string
  note: string | null
}

/** The address as it was when the order was placed. */
export interface AddressSnapshot {
  recipient: string
  phone: string
  province: string
  city: string
  district: string
  street: string
}

export interface Order extends OrderSummary {
  updated_at: string
  address: AddressSnapshot | null
  note: string | null
  order_events: OrderEvent[]
}

/** What one lot paid for an order and what came back to it. */
export interface OrderLot {
  lot_id: string
  programme_name: string
  translations: unknown
  expires_at: string | null
  spent: number
  refunded: number
}

/** Whether the buyer may still cancel: nothing has left the warehouse. */
export function isCancellable(state: OrderState): boolean {
  return state === 'awaiting_payment' || state === 'paid'
}
