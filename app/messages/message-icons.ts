import type { IconName } from '../ui/icons/paths'
import { messageKinds, type Message, type MessageKind } from './types'

export interface MessageIcon {
  name: IconName
  tone: 'accent' | 'positive' | 'warning' | 'danger'
}

const icons: Record<MessageKind, MessageIcon> = {
  points_expiring: { name: 'clock', tone: 'warning' },
  points_granted: { name: 'gift', tone: 'positive' },
  points_expired: { name: 'clock', tone: 'accent' },
  expiry_undone: { name: 'undo', tone: 'positive' },
  grant_revoked: { name: 'undo', tone: 'warning' },
  debt_settled: { name: 'scale', tone: 'accent' },
  points_refunded: { name: 'refresh', tone: 'positive' },
  schedule_failed: { name: 'warning', tone: 'danger' },
}

/** The picture beside a message and its colour. */
export function iconOf({ kind }: Message): MessageIcon {
  const known = messageKinds.find((one) => one === kind)
  return known ? icons[known] : { name: 'bell', tone: 'accent' }
}
