import { shallowRef } from 'vue'
import { AppError } from '../api/app-error'
import { toAppError } from '../api/to-app-error'

/** The one state of anything that is loaded. `empty` is ready with nothing to show. */
export type AsyncState = 'idle' | 'loading' | 'ready' | 'empty' | 'failed'

export interface Async<T> {
  readonly state: AsyncState
  /** The last answer; stays while it is asked again. */
  readonly data: T | undefined
  readonly error: AppError | undefined
  /** Asks, showing `loading`; also the retry. Never throws. */
  run: () => Promise<void>
  /** Asks again while the old answer stays in view; a failure then keeps it, and is thrown. */
  refresh: () => Promise<void>
}

export interface AsyncOptions<T> {
  /** Whether an answer means that there is nothing to show; by default null, undefined and an empty array do. */
  isEmpty?: (data: T) => boolean
  /** Ask at once; default true. */
  immediate?: boolean
}

/** Loads something and says in which of the five states it is. An answer that was overtaken by a later one is dropped. */
export function useAsync<T>(load: () => Promise<T>, options: AsyncOptions<T> = {}): Async<T> {
  const state = shallowRef<AsyncState>('idle')
  const data = shallowRef<T>()
  const error = shallowRef<AppError>()
  const isEmpty = options.isEmpty ?? nothingThere
  let latest = 0

  async function ask(): Promise<void> {
    const turn = ++latest
    const answer = await load()
    if (turn !== latest) return
    data.value = answer
    error.value = undefined
    state.value = isEmpty(answer) ? 'empty' : 'ready'
  }

  async function run(): Promise<void> {
    state.value = 'loading'
    const turn = latest + 1
    try {
      await ask()
    } catch (failure) {
      if (turn !== latest) return
      error.value = toAppError(failure)
      // Whoever isn't signed in is being taken to the sign-in page: a failure must not flash up meanwhile.
      if (error.value.code !== 'not_signed_in') state.value = 'failed'
    }
  }

  if (options.immediate ?? true) void run()

  return {
    get state() {
      return state.value
    },
    get data() {
      return data.value
    },
    get error() {
      return error.value
    },
    run,
    refresh: () => (state.value === 'ready' || state.value === 'empty' ? ask() : run()),
  }
}

function nothingThere(data: unknown): boolean {
  return data === null || data === undefined || (Array.isArray(data) && data.length === 0)
}
