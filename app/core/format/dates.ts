import { locale } from '../i18n/locale'
import { coreWords } from '../words/core-words'

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const
const DAY_MS = 86_400_000

/** A moment from the API (ISO 8601). iOS reads `2026-01-01 10:00` as invalid, hence the T. */
export function moment(iso: string): Date {
  return new Date(iso.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))
}

/** The day, `2026年9月30日` or `30 Sep 2026`, in the device's time zone. */
export function formatDate(iso: string): string {
  const at = moment(iso)
  const [year, month, day] = [at.getFullYear(), at.getMonth(), at.getDate()]
  return locale() === 'en' ? `${day} ${MONTHS[month] ?? ''} ${year}` : `${year}年${month + 1}月${day}日`
}

/** The day and time, `2026年9月30日 14:05` or `30 Sep 2026, 14:05`. */
export function formatDateTime(iso: string): string {
  const at = moment(iso)
  const time = `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
  return `${formatDate(iso)}${locale() === 'en' ? ', ' : ' '}${time}`
}

/** The month as a heading, `2026年9月` or `Sep 2026`. */
export function formatMonth(iso: string): string {
  const at = moment(iso)
  return locale() === 'en'
    ? `${MONTHS[at.getMonth()] ?? ''} ${at.getFullYear()}`
    : `${at.getFullYear()}年${at.getMonth() + 1}月`
}

/** Whole calendar days from now until then; 0 is today, negative is past. */
export function daysUntil(iso: string, now = new Date()): number {
  const midnight = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
  return Math.round((midnight(moment(iso)) - midnight(now)) / DAY_MS)
}

/** When something ends, as a person would say it: today, tomorrow, in 12 days, then the date. */
export function formatExpiry(iso: string, now = new Date()): string {
  const days = daysUntil(iso, now)
  if (days < 0) return coreWords('expiry.past', { date: formatDate(iso) })
  if (days === 0) return coreWords('expiry.today')
  if (days === 1) return coreWords('expiry.tomorrow')
  return days <= 30 ? coreWords('expiry.days', { count: days }) : coreWords('expiry.date', { date: formatDate(iso) })
}
