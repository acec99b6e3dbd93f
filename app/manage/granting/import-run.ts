import type { AppError } from '../../core/api/app-error'
import { isFateUnknown } from '../../core/api/fate'
import { toAppError } from '../../core/api/to-app-error'
import type { ImportProgress } from './import-api'
import type { Parcel } from './outbox'

export type ImportPhase = 'sending' | 'granting' | 'done' | 'paused'

/** What a run needs from outside; see import-api and outbox. */
export interface ImportCalls {
  next: () => Parcel | null
  send: (parcel: Parcel) => Promise<ImportProgress>
  arrived: (parcel: Parcel) => void
  grant: () => Promise<ImportProgress>
  wait: (ms: number) => Promise<void>
}

/** What a run tells while it goes. */
export interface ImportListener {
  phase: (phase: ImportPhase) => void
  progress: (progress: ImportProgress) => void
  /** Why it paused. */
  failed: (error: AppError) => void
}

/** Waits between attempts that got no answer; after the last, the run pauses until somebody wants to go on. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000]

/**
 * Sends what is left to send, then has the server grant row after row until none waits. Every step may be repeated
 * without doing anything twice, so that a lost answer is simply asked for again; a refusal pauses at once.
 * `stopped` ends it between two steps, when the page is left.
 */
export async function runThrough(calls: ImportCalls, tell: ImportListener, stopped: () => boolean): Promise<void> {
  try {
    for (let parcel = calls.next(); parcel && !stopped(); parcel = calls.next()) {
      const sending = parcel
      tell.phase('sending')
      tell.progress(await persistently(() => calls.send(sending), calls.wait, stopped))
      calls.arrived(sending)
    }
    let waiting = 1
    while (waiting > 0 && !stopped()) {
      tell.phase('granting')
      const progress = await persistently(calls.grant, calls.wait, stopped)
      tell.progress(progress)
      waiting = progress.waiting
    }
    if (!stopped()) tell.phase('done')
  } catch (failure) {
    if (stopped()) return
    tell.failed(toAppError(failure))
    tell.phase('paused')
  }
}

async function persistently<T>(
  step: () => Promise<T>,
  wait: ImportCalls['wait'],
  stopped: () => boolean,
  attempt = 0,
): Promise<T> {
  try {
    return await step()
  } catch (failure) {
    const pause = PAUSES_MS[attempt]
    if (pause === undefined || stopped() || !isFateUnknown(toAppError(failure))) throw failure
    await wait(pause)
    return persistently(step, wait, stopped, attempt + 1)
  }
}
