import { moment } from '../core/format/dates'
import { programmeName } from '../core/i18n/programme-name'
import { toCsv } from './csv'
import { kindWords } from './entry-words'
import type { StatementEntry } from './types'
import { t } from './words'

/** Entries of the statement as a CSV file with a heading, in the language shown. */
export function statementCsv(entries: readonly StatementEntry[]): string {
  const heading = [
    t('csv.time'),
    t('csv.kind'),
    t('csv.amount'),
    t('csv.balance'),
    t('csv.programme'),
    t('csv.order'),
    t('csv.note'),
  ]
  return toCsv([
    heading,
    ...entries.map((entry) => [
      sortableTime(entry.created_at),
      kindWords(entry),
      entry.amount,
      entry.balance_after,
      programmeName(entry),
      entry.order_no ?? '',
      entry.note ?? '',
    ]),
  ])
}

/** `2026-11-22 08:30:05` in the device's time zone, as spreadsheets sort and read it in every language. */
function sortableTime(iso: string): string {
  const at = moment(iso)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}
