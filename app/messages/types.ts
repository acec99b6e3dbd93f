export const messageKinds = [
  'points_expiring',
  'points_granted',
  'points_expired',
  'expiry_undone',
  'grant_revoked',
  'debt_settled',
  'points_refunded',
  'schedule_failed',
] as const
export type MessageKind = (typeof messageKinds)[number]

/** A row of `notifications`. What `params` holds depends on the kind, see docs/api.md; read it with `paramsOf`. */
export interface Message {
  id: string
  kind: string
  params: unknown
  created_at: string
  read_at: string | null
}

/** Where the page before ended. */
export type MessageCursor = Pick<Message, 'id' | 'created_at'>
