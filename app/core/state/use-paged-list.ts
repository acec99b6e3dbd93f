import { shallowRef } from 'vue'
import { AppError } from '../api/app-error'
import { toAppError } from '../api/to-app-error'
import type { AsyncState } from './use-async'

/** One page of a list; `next` is the cursor of the following one, null at the end. */
export interface Page<Item, Cursor> {
  items: Item[]
  next: Cursor | null
}

export interface PagedList<Item> {
  readonly state: AsyncState
  readonly items: readonly Item[]
  readonly error: AppError | undefined
  /** What happens at the list's foot: another page can come, is coming, failed to come, or there is none. */
  readonly foot: 'more' | 'loading' | 'failed' | 'end'
  /** Starts again from the first page, showing `loading`. Never throws. */
  reload: () => Promise<void>
  /** Starts again while the old items stay in view, as for pull-to-refresh. Never throws. */
  refresh: () => Promise<void>
  /** Brings the next page; asked while one is coming, brings the one after it as well; does nothing at the end. Never throws. */
  more: () => Promise<void>
}

/** A list that comes page by page, by cursor: `usePagedList((cursor) => searchProducts({ cursor }))`. */
export function usePagedList<Item, Cursor = string>(
  load: (cursor: Cursor | null) => Promise<Page<Item, Cursor>>,
  options: { immediate?: boolean } = {},
): PagedList<Item> {
  const state = shallowRef<AsyncState>('idle')
  const items = shallowRef<readonly Item[]>([])
  const error = shallowRef<AppError>()
  const foot = shallowRef<PagedList<Item>['foot']>('end')
  let cursor: Cursor | null = null
  let latest = 0
  let askedMeanwhile = false

  async function first(): Promise<void> {
    const turn = ++latest
    try {
      const page = await load(null)
      if (turn !== latest) return
      take(page, [])
      state.value = page.items.length === 0 ? 'empty' : 'ready'
      error.value = undefined
    } catch (failure) {
      if (turn !== latest) return
      error.value = toAppError(failure)
      if (error.value.code !== 'not_signed_in') state.value = 'failed'
    }
  }

  async function more(): Promise<void> {
    // Whoever stays at the end of the list tells it no second time, so being told while a page comes must not be lost.
    askedMeanwhile = foot.value === 'loading'
    if (state.value !== 'ready' || foot.value === 'loading' || foot.value === 'end') return
    const turn = latest
    foot.value = 'loading'
    try {
      const page = await load(cursor)
      if (turn !== latest) return
      take(page, items.value)
    } catch (failure) {
      if (turn !== latest) return
      error.value = toAppError(failure)
      foot.value = 'failed'
      return
    }
    if (askedMeanwhile) await more()
  }

  function take(page: Page<Item, Cursor>, before: readonly Item[]): void {
    items.value = [...before, ...page.items]
    cursor = page.next
    foot.value = page.next === null ? 'end' : 'more'
  }

  async function reload(): Promise<void> {
    state.value = 'loading'
    await first()
  }

  if (options.immediate ?? true) void reload()

  return {
    get state() {
      return state.value
    },
    get items() {
      return items.value
    },
    get error() {
      return error.value
    },
    get foot() {
      return foot.value
    },
    reload,
    refresh: () => (state.value === 'ready' || state.value === 'empty' ? first() : reload()),
    more,
  }
}
