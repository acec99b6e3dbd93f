import { go } from '../core/navigation/navigate'
import type { RouteName } from '../core/navigation/routes'
import { paramsOf } from './message-params'
import { messageKinds, type Message, type MessageKind } from './types'

const places = {
  points_expiring: 'lots',
  points_granted: 'statement',
  points_expired: 'statement',
  expiry_undone: 'lots',
  grant_revoked: 'statement',
  debt_settled: 'statement',
  points_refunded: 'order',
  schedule_failed: 'manage',
} as const satisfies Record<MessageKind, RouteName>

/** Which page shows more about a message; null where none does. */
export function placeOf({ kind, params }: Message): (typeof places)[MessageKind] | null {
  const known = messageKinds.find((one) => one === kind)
  if (!known) return null
  const place = places[known]
  return place === 'order' && !paramsOf(params).order_id ? 'statement' : place
}

/** Goes where a message leads. */
export function follow(message: Message): void {
  const place = placeOf(message)
  if (place === null) return
  if (place === 'order') go('order', { id: paramsOf(message.params).order_id ?? '' })
  else go(place)
}
