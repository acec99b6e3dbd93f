import { translated } from '../core/i18n/translated'

/** What a message may say, whatever of it its kind carries. */
export interface MessageParams {
  amount: number
  expires_at: string | null
  /** The names of the programmes it is about, in the language shown. */
  programmes: string[]
  note: string
  /** Of a revoked grant: what went back to the company, and what is still owed. */
  returned: number
  debt: number
  /** Of a refund: the order, and the part that could not go back to the wallet. */
  order_id: string | null
  order_no: string
  elsewhere: number
  /** Of a schedule that failed: its name, and the API's code for why. */
  schedule: string
  code: string
  details: Record<string, unknown>
}

/** Reads the parameters of a message; what is missing or of another shape counts as nothing, so that no message breaks the list. */
export function paramsOf(params: unknown): MessageParams {
  const given = record(params)
  const programmes = Array.isArray(given['programmes']) ? given['programmes'].map(record) : [given]
  return {
    amount: amount(given['amount']),
    expires_at: text(given['expires_at']) || null,
    programmes: programmes.map((one) => translated(one, 'name')).filter((name): name is string => !!text(name)),
    note: text(given['note']),
    returned: amount(given['returned']),
    debt: amount(given['debt']),
    order_id: text(given['order_id']) || null,
    order_no: text(given['order_no']),
    elsewhere: amount(given['elsewhere']),
    schedule: text(given['name']),
    code: text(given['code']),
    details: record(given['details']),
  }
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const amount = (value: unknown): number => (typeof value === 'number' && Number.isFinite(value) ? value : 0)
