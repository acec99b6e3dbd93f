import { describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import type { ImportProgress } from '../../../app/manage/granting/import-api'
import { runThrough } from '../../../app/manage/granting/import-run'
import type { Parcel } from '../../../app/manage/granting/outbox'
import * as outbox from '../../../app/manage/granting/outbox'

const offline = new AppError('offline', 0)

/** A server that has taken some of the rows and grants one thousand at once; `fail` throws on certain calls, from the first. */
function server(parcels: number[], fail: { send?: (AppError | null)[]; grant?: (AppError | null)[] } = {}) {
  const waiting: Parcel[] = parcels.map((first) => ({ first, rows: [] }))
  const progress: ImportProgress = {
    import_id: 'i',
    state: 'running',
    rows: 2500,
    waiting: 2500,
    granted: 0,
    refused: 0,
    total_points: 0,
  }
  const said: string[] = []
  const stumble = (list: (AppError | null)[] | undefined) => {
    const failure = list?.shift()
    if (failure) throw failure
  }
  const calls = {
    next: () => waiting[0] ?? null,
    send: vi.fn(async () => {
      stumble(fail.send)
      return { ...progress }
    }),
    arrived: () => void waiting.shift(),
    grant: vi.fn(async () => {
      stumble(fail.grant)
      const some = Math.min(1000, progress.waiting)
      progress.waiting -= some
      progress.granted += some
      return { ...progress }
    }),
    wait: vi.fn(async () => undefined),
  }
  const listener = {
    phase: (phase: string) => said.at(-1) !== phase && said.push(phase),
    progress: () => undefined,
    failed: (error: AppError) => said.push(error.code),
  }
  return { calls, listener, said, progress }
}

describe('a long list', () => {
  it('is sent part by part and then granted until nobody waits', async () => {
    const { calls, listener, said, progress } = server([1, 2001])
    await runThrough(calls, listener, () => false)
    expect(said).toEqual(['sending', 'granting', 'done'])
    expect(calls.send).toHaveBeenCalledTimes(2)
    expect(calls.grant).toHaveBeenCalledTimes(3)
    expect(progress.granted).toBe(2500)
  })

  it('goes on by itself after answers that were lost, waiting longer each time', async () => {
    const { calls, listener, said } = server([1], { send: [offline], grant: [offline, new AppError('timeout', 0)] })
    await runThrough(calls, listener, () => false)
    expect(said).toEqual(['sending', 'granting', 'done'])
    expect(calls.wait.mock.calls.flat()).toEqual([1000, 1000, 2000])
  })

  it('pauses when the connection stays away, and goes on where it was', async () => {
    const { calls, listener, said, progress } = server([1, 2001], {
      grant: [null, ...Array.from({ length: 5 }, () => offline)],
    })
    await runThrough(calls, listener, () => false)
    expect(said).toEqual(['sending', 'granting', 'offline', 'paused'])
    expect(progress.granted).toBe(1000)
    await runThrough(calls, listener, () => false)
    expect(said.slice(4)).toEqual(['granting', 'done'])
    expect(calls.send).toHaveBeenCalledTimes(2)
  })

  it('pauses at once when the server refuses', async () => {
    const { calls, listener, said } = server([], {
      grant: [new AppError('insufficient_budget', 402, { needed: 9, available: 1 })],
    })
    await runThrough(calls, listener, () => false)
    expect(said).toEqual(['granting', 'insufficient_budget', 'paused'])
    expect(calls.wait).not.toHaveBeenCalled()
  })

  it('stops quietly when its page is left', async () => {
    let left = false
    const { calls, listener, said } = server([1, 2001])
    calls.send.mockImplementationOnce(async () => {
      left = true
      return server([]).progress
    })
    await runThrough(calls, listener, () => left)
    expect(said).toEqual(['sending'])
    expect(calls.grant).not.toHaveBeenCalled()
  })
})

describe('the rows of a long list', () => {
  const entries = Array.from({ length: 4100 }, (_, index) => ({ employee_no: `E${index}`, amount: index + 1 }))

  it('wait on the device, part by part, until the server has each', () => {
    outbox.keepRows('long', entries)
    const seen: [number, number][] = []
    for (let parcel = outbox.nextParcel('long'); parcel; parcel = outbox.nextParcel('long')) {
      seen.push([parcel.first, parcel.rows.length])
      outbox.parcelArrived('long', parcel)
    }
    expect(seen).toEqual([
      [1, 2000],
      [2001, 2000],
      [4001, 100],
    ])
    expect(outbox.labelOf('long')).toBeNull()
  })

  it('keep their order, number, amount and note', () => {
    outbox.keepRows('short', [{ employee_no: 'E1', amount: 5, note: '生日快乐' }])
    expect(outbox.nextParcel('short')).toEqual({
      first: 1,
      rows: [{ employee_no: 'E1', amount: '5', note: '生日快乐' }],
    })
  })
})
