import { describe, expect, it } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import { onceAtATime } from '../../../app/core/state/once-at-a-time'
import { useAsync } from '../../../app/core/state/use-async'
import { usePagedList, type Page } from '../../../app/core/state/use-paged-list'

/** A load that is answered by hand. */
function byHand<T>() {
  const open: { resolve: (value: T) => void; reject: (reason: Error) => void }[] = []
  const load = () => new Promise<T>((resolve, reject) => open.push({ resolve, reject }))
  return { load, open }
}

const settled = () => new Promise((resolve) => setTimeout(resolve))

describe('useAsync', () => {
  it('is loading, then ready, or empty when nothing came', async () => {
    const { load, open } = byHand<number[]>()
    const list = useAsync(load)
    expect(list.state).toBe('loading')
    open[0]!.resolve([1])
    await settled()
    expect([list.state, list.data]).toEqual(['ready', [1]])
    void list.run()
    open[1]!.resolve([])
    await settled()
    expect(list.state).toBe('empty')
  })

  it('fails with an AppError, and a retry may succeed', async () => {
    const { load, open } = byHand<string>()
    const loaded = useAsync(load)
    open[0]!.reject(new TypeError('Failed to fetch'))
    await settled()
    expect([loaded.state, loaded.error?.code]).toEqual(['failed', 'offline'])
    void loaded.run()
    open[1]!.resolve('there')
    await settled()
    expect([loaded.state, loaded.error]).toEqual(['ready', undefined])
  })

  it('drops an answer that was overtaken by a later one', async () => {
    const { load, open } = byHand<string>()
    const search = useAsync(load)
    void search.run()
    open[1]!.resolve('later')
    await settled()
    open[0]!.resolve('earlier')
    await settled()
    expect(search.data).toBe('later')
  })

  it('keeps the old answer in view while it refreshes, and when that fails', async () => {
    const { load, open } = byHand<string>()
    const loaded = useAsync(load)
    open[0]!.resolve('old')
    await settled()
    const refreshing = loaded.refresh()
    expect(loaded.state).toBe('ready')
    open[1]!.reject(new AppError('offline', 0))
    await expect(refreshing).rejects.toMatchObject({ code: 'offline' })
    expect([loaded.state, loaded.data]).toEqual(['ready', 'old'])
  })

  it('stays loading for whoever is on the way to the sign-in page', async () => {
    const page = useAsync(() => Promise.reject(new AppError('not_signed_in', 401)))
    await settled()
    expect(page.state).toBe('loading')
  })
})

describe('usePagedList', () => {
  it('brings page after page by cursor until the end', async () => {
    const pages: Record<string, Page<number, string>> = {
      null: { items: [1, 2], next: 'b' },
      b: { items: [3], next: null },
    }
    const list = usePagedList<number>((cursor) => Promise.resolve(pages[String(cursor)]!))
    await settled()
    expect([list.items, list.foot]).toEqual([[1, 2], 'more'])
    await list.more()
    expect([list.items, list.foot]).toEqual([[1, 2, 3], 'end'])
    await list.more()
    expect(list.items).toEqual([1, 2, 3])
  })

  it('asks for a page once, however often the end is reached', async () => {
    const { load, open } = byHand<Page<number, string>>()
    const list = usePagedList(load)
    open[0]!.resolve({ items: [1], next: 'b' })
    await settled()
    void list.more()
    void list.more()
    expect(open).toHaveLength(2)
  })

  it('brings the page after it, too, when the end was reached again while one was coming', async () => {
    const { load, open } = byHand<Page<number, string>>()
    const list = usePagedList(load)
    open[0]!.resolve({ items: [1], next: 'b' })
    await settled()
    void list.more()
    void list.more()
    open[1]!.resolve({ items: [2], next: 'c' })
    await settled()
    expect(open).toHaveLength(3)
    open[2]!.resolve({ items: [3], next: 'd' })
    await settled()
    expect([list.items, list.foot, open.length]).toEqual([[1, 2, 3], 'more', 3])
  })

  it('keeps what is there when a further page fails, and tries it again', async () => {
    const { load, open } = byHand<Page<number, string>>()
    const list = usePagedList(load)
    open[0]!.resolve({ items: [1], next: 'b' })
    await settled()
    void list.more()
    open[1]!.reject(new AppError('offline', 0))
    await settled()
    expect([list.state, list.items, list.foot]).toEqual(['ready', [1], 'failed'])
    void list.more()
    open[2]!.resolve({ items: [2], next: null })
    await settled()
    expect([list.items, list.foot]).toEqual([[1, 2], 'end'])
  })
})

describe('an action that runs once at a time', () => {
  it('ignores a second tap until it is done, also when it fails', async () => {
    const { load, open } = byHand<string>()
    const action = onceAtATime(load)
    const first = action.run()
    expect(action.busy).toBe(true)
    expect(await action.run()).toBeUndefined()
    open[0]!.reject(new Error('no'))
    await expect(first).rejects.toThrow('no')
    expect(action.busy).toBe(false)
    void action.run()
    expect(open).toHaveLength(2)
  })
})
