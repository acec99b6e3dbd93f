import { computed, shallowRef } from 'vue'
import { errorWords } from '../../core/api/error-words'
import { formatNumber } from '../../core/format/numbers'
import { pointsName } from '../../core/theme/brand'
import { amountOf, checkRows, type RowFault } from '../list/check'
import { readRows, type ListRow } from '../list/rows'
import { namesOf } from '../people-api'
import type { GrantEntry, Problem } from '../types'
import { t } from './words'

export const MOST_ROWS = 50_000
/** Names are looked up for lists that somebody may read through. */
const NAMES_UP_TO = 500

/** A pasted list: its lines, what is wrong with each, and the mending of them. */
export function useList() {
  const text = shallowRef('')
  const common = shallowRef('')
  const rows = shallowRef<ListRow[]>([])
  const names = shallowRef<ReadonlyMap<string, string>>(new Map())
  const complaint = shallowRef('')
  const refused = shallowRef<ReadonlyMap<number, Problem>>(new Map())

  const faults = computed(() => checkRows(rows.value, common.value))
  /** What is wrong with each line, in words. */
  const wrong = computed(() => {
    const all = new Map([...refused.value].map(([line, problem]) => [line, problemWords(problem)]))
    faults.value.forEach((fault, line) => all.set(line, faultWords(fault)))
    return all
  })
  const faulty = computed(() => rows.value.filter(({ line }) => wrong.value.has(line)))
  const good = computed(() => rows.value.filter(({ line }) => !wrong.value.has(line)))
  const total = computed(() => good.value.reduce((sum, row) => sum + points(row), 0))
  const entries = computed<GrantEntry[]>(() =>
    good.value.map((row) => ({
      employee_no: row.employeeNo,
      amount: points(row),
      ...(row.note ? { note: row.note } : {}),
    })),
  )

  const points = (row: ListRow) => Number(amountOf(row, common.value))

  function read(): void {
    const found = readRows(text.value, pointsName.value)
    refused.value = new Map()
    complaint.value = ''
    if (found.length === 0) complaint.value = t('list.nothing')
    else if (found.length > MOST_ROWS) {
      complaint.value = t('list.too-many', { most: formatNumber(MOST_ROWS), count: formatNumber(found.length) })
      text.value = ''
    } else {
      rows.value = found
      void learnNames()
    }
  }

  /** The names only help to recognise people: without them the list works as well. */
  async function learnNames(): Promise<void> {
    if (rows.value.length > NAMES_UP_TO) return
    const numbers = rows.value.map(({ employeeNo }) => employeeNo).filter((number) => number !== '')
    names.value = await namesOf(numbers).catch(() => new Map<string, string>())
  }

  function mend(line: number, part: Partial<Pick<ListRow, 'employeeNo' | 'amount' | 'note'>>): void {
    rows.value = rows.value.map((row) => {
      if (row.line !== line) return row
      // Whoever has looked at the amount and changed or left it has confirmed it.
      return part.amount === undefined ? { ...row, ...part } : { ...row, ...part, ambiguous: false }
    })
    forgive(line)
    if (part.employeeNo) void learnNames()
  }

  function remove(lines: readonly number[]): void {
    const gone = new Set(lines)
    rows.value = rows.value.filter(({ line }) => !gone.has(line))
    lines.forEach(forgive)
    if (rows.value.length === 0) clear()
  }

  function forgive(line: number): void {
    if (!refused.value.has(line)) return
    const rest = new Map(refused.value)
    rest.delete(line)
    refused.value = rest
  }

  /** Takes the server's complaints about entries, which stand in the order of the good lines. */
  function refuse(problems: readonly (Problem & { index: number })[]): void {
    const sent = good.value
    refused.value = new Map(
      problems.flatMap((problem) => {
        const row = sent[problem.index]
        return row ? [[row.line, problem] as const] : []
      }),
    )
  }

  function clear(): void {
    rows.value = []
    text.value = ''
    refused.value = new Map()
  }

  const nameOf = (row: ListRow) => names.value.get(row.employeeNo.toLowerCase()) ?? ''

  return {
    text,
    common,
    rows,
    complaint,
    wrong,
    faulty,
    good,
    total,
    entries,
    points,
    nameOf,
    read,
    learnNames,
    mend,
    remove,
    refuse,
    clear,
  }
}

function faultWords(fault: RowFault): string {
  return fault.code === 'twice' ? t('fault.twice', { line: fault.line }) : t(`fault.${fault.code}`)
}

/** What the server says about one entry, in few words where a line has little room. */
export function problemWords({ code, details }: Problem): string {
  if (code === 'member_not_found' || code === 'out_of_scope') return t(`fault.${code}`)
  const figure = (name: string) => formatNumber(Number(details?.[name] ?? 0))
  if (code === 'grant_cap_exceeded' && details)
    return t('fault.grant_cap_exceeded', { cap: figure('cap'), already: figure('already') })
  return errorWords(code, details ?? {})
}
