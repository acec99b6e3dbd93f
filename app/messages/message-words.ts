import { errorWords } from '../core/api/error-words'
import { daysUntil, formatDate, formatExpiry } from '../core/format/dates'
import { formatPoints } from '../core/format/points'
import { locale } from '../core/i18n/locale'
import { pointsName } from '../core/theme/brand'
import { paramsOf, type MessageParams } from './message-params'
import { messageKinds, type Message, type MessageKind } from './types'
import { t } from './words'

export interface MessageWords {
  title: string
  text: string
}

const writers: Record<MessageKind, (params: MessageParams) => string> = {
  points_expiring: ({ amount, expires_at, programmes }) => {
    const words = { amount: formatPoints(amount), programmes: listed(programmes) }
    if (!expires_at) return t('expiring.some', words)
    // It may be read long after it was sent.
    if (daysUntil(expires_at) < 0) return t('expiring.past', { ...words, date: formatDate(expires_at) })
    return t('expiring', { ...words, when: formatExpiry(expires_at) })
  },
  points_granted: ({ amount, expires_at, programmes, note }) =>
    sentences(
      t('granted', { amount: formatPoints(amount), programmes: listed(programmes) }),
      expires_at && t('granted.until', { date: formatDate(expires_at) }),
      note && t('note', { note }),
    ),
  points_expired: ({ amount, programmes }) =>
    t('expired', { amount: formatPoints(amount), programmes: listed(programmes) }),
  expiry_undone: ({ amount, expires_at, note }) =>
    sentences(
      t('undone', { amount: formatPoints(amount) }),
      expires_at && t('undone.until', { date: formatDate(expires_at) }),
      note && t('note', { note }),
    ),
  grant_revoked: ({ returned, debt, programmes, note }) =>
    sentences(
      t('revoked', { programmes: listed(programmes) }),
      returned > 0 && t('revoked.returned', { amount: formatPoints(returned) }),
      debt > 0 && t('revoked.debt', { amount: formatPoints(debt), points: pointsName.value }),
      note && t('note', { note }),
    ),
  debt_settled: ({ amount, programmes }) =>
    t('settled', { amount: formatPoints(amount), programmes: listed(programmes) }),
  points_refunded: ({ amount, order_no, elsewhere }) =>
    sentences(
      amount > 0
        ? t('refunded', { amount: formatPoints(amount), number: order_no })
        : t('refunded.none', { number: order_no }),
      elsewhere > 0 && t('refunded.elsewhere', { amount: formatPoints(elsewhere) }),
    ),
  schedule_failed: ({ schedule, code, details }) =>
    sentences(t('failed', { name: schedule }), code && errorWords(code, details)),
}

/** What a message says, in the language shown. A kind that only a later release knows gets a sentence that is true of any. */
export function messageWords({ kind, params }: Message): MessageWords {
  const known = messageKinds.find((one) => one === kind)
  if (!known) return { title: t('title.other'), text: t('other') }
  return { title: t(`title.${known}`, { points: pointsName.value }), text: writers[known](paramsOf(params)) }
}

/** Chinese sets no space between sentences. */
function sentences(...parts: (string | false | null)[]): string {
  return parts.filter(Boolean).join(locale() === 'zh-Hans' ? '' : ' ')
}

function listed(names: string[]): string {
  return names.length > 0 ? names.join(t('joint')) : t('programme.none')
}
