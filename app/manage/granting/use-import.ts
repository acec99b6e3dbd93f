import { computed, shallowRef } from 'vue'
import { AppError } from '../../core/api/app-error'
import { wordsFor } from '../../core/api/error-words'
import { onceAtATime } from '../../core/state/once-at-a-time'
import { useAsync } from '../../core/state/use-async'
import { toast } from '../../platform/device'
import { addRows, loadReport, runImport, type ImportProgress, type ImportReport, type RefusedRow } from './import-api'
import { runThrough, type ImportPhase } from './import-run'
import { labelOf, nextParcel, parcelArrived } from './outbox'

/** So many rows take about a second: the bar moves, and little is asked again after a lost answer. */
const GRANTED_AT_ONCE = 1000

/** An import on its way: how far it is, what was refused, and the driving of it while the page is open. */
export function useImport() {
  const id = shallowRef('')
  const phase = shallowRef<ImportPhase | null>(null)
  const progress = shallowRef<ImportProgress | null>(null)
  const refused = shallowRef<readonly RefusedRow[]>([])
  const complaint = shallowRef('')
  let left = false

  const report = useAsync<ImportReport | null>(ask, { immediate: false })
  const sent = computed(() => progress.value?.rows ?? 0)
  // As long as rows are being sent, the label on this device knows how many there will be.
  const total = computed(() => Math.max(sent.value, labelOf(id.value)?.total ?? 0))

  async function ask(): Promise<ImportReport | null> {
    try {
      const answer = await loadReport(id.value)
      progress.value = answer
      await learnRefused(answer)
      return answer
    } catch (failure) {
      if (failure instanceof AppError && failure.code === 'import_not_found') return null
      throw failure
    }
  }

  /** All refused rows, page after page: they are to be copied as a whole. */
  async function learnRefused(first: ImportReport): Promise<void> {
    const all = [...first.problems]
    let next = first.next_row
    while (next !== null) {
      const page = await loadReport(id.value, next)
      all.push(...page.problems)
      next = page.next_row
    }
    refused.value = all
  }

  async function open(importId: string): Promise<void> {
    id.value = importId
    await report.run()
    const known = report.data
    if (!known) return
    // What is done is not run again by itself: that would let refused rows try again unasked.
    if (labelOf(importId) || known.waiting > 0) void drive.run()
    else phase.value = 'done'
  }

  const drive = onceAtATime(async () => {
    complaint.value = ''
    await runThrough(
      {
        next: () => nextParcel(id.value),
        send: ({ first, rows }) => addRows(id.value, rows, first),
        arrived: (parcel) => parcelArrived(id.value, parcel),
        grant: () => runImport(id.value, GRANTED_AT_ONCE),
        wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      },
      {
        phase: (now) => (phase.value = now),
        progress: (now) => (progress.value = now),
        failed: (error) => (complaint.value = wordsFor(error)),
      },
      () => left,
    )
    if (!left) await report.refresh().catch(() => undefined)
  })

  /** Sends a refused row as it was put right, and has it tried again with the others that were refused. */
  const mend = onceAtATime(async (row: RefusedRow, part: { employeeNo?: string; amount?: string; note?: string }) => {
    const { employeeNo = row.employee_no, amount = row.amount, note = row.note ?? '' } = part
    const mended = { employee_no: employeeNo, amount, ...(note ? { note } : {}) }
    try {
      progress.value = await addRows(id.value, [mended], row.row)
    } catch (failure) {
      return toast(wordsFor(failure))
    }
    await drive.run()
  })

  function leave(): void {
    left = true
  }

  return { id, report, phase, progress, refused, complaint, sent, total, open, drive, mend, leave }
}
