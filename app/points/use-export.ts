import { shallowRef } from 'vue'
import type { AppError } from '../core/api/app-error'
import { toAppError } from '../core/api/to-app-error'
import { loadStatement } from './api'
import type { StatementEntry, StatementSelection } from './types'

/** As many as the API gives at once. */
const CHUNK = 1000

export type ExportStep = 'asking' | 'fetching' | 'failed' | 'ready'

/** Fetches the whole of a selection, a thousand entries at a time; asked again after a failure, it goes on where it stopped. */
export function useExport() {
  const step = shallowRef<ExportStep>('asking')
  const entries = shallowRef<readonly StatementEntry[]>([])
  const error = shallowRef<AppError>()
  let before: number | null = null
  let turn = 0

  async function fetchAll(selection: StatementSelection): Promise<void> {
    const own = ++turn
    step.value = 'fetching'
    try {
      do {
        const page = await loadStatement(selection, before, CHUNK)
        if (own !== turn) return
        entries.value = [...entries.value, ...page.items]
        before = page.next
      } while (before !== null)
      step.value = 'ready'
    } catch (failure) {
      if (own !== turn) return
      error.value = toAppError(failure)
      step.value = 'failed'
    }
  }

  /** Stops what runs and forgets what was fetched. */
  function cancel(): void {
    turn += 1
    before = null
    entries.value = []
    step.value = 'asking'
  }

  return { step, entries, error, fetchAll, cancel }
}
