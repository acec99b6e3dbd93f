import { flushPromises } from '@vue/test-utils'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import { loadStatement } from '../../../app/points/api'
import { useExport } from '../../../app/points/use-export'

const { rpc, read } = vi.hoisted(() => ({ rpc: vi.fn(), read: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read }))

const everything = { filter: 'all', month: null } as const
/** The entries `from` … `to`, newest first. */
const page = (from: number, to: number, next: number | null) => ({
  entries: Array.from({ length: from - to + 1 }, (_, index) => ({ seq: from - index })),
  next,
})
const asked = () => rpc.mock.calls.map(([, args]) => args as Record<string, unknown>)

beforeEach(() => {
  rpc.mockReset()
})

describe('what the statement asks for', () => {
  it.each([
    ['all', undefined],
    ['received', ['grant']],
    ['spent', ['spend']],
    ['refunded', ['refund']],
    ['expired', ['expiry', 'expiry_undo']],
    ['other', ['revocation', 'settlement', 'departure']],
  ] as const)('is for %s these kinds: %j', async (filter, kinds) => {
    rpc.mockResolvedValue(page(1, 1, null))
    await loadStatement({ filter, month: null }, null)
    expect(asked()[0]?.['kinds']).toEqual(kinds)
    expect(asked()[0]).not.toHaveProperty('before')
  })

  it('is a month and what lies before the last page', async () => {
    rpc.mockResolvedValue(page(1, 1, null))
    await loadStatement({ filter: 'all', month: '2026-09-01' }, 77)
    expect(asked()[0]).toMatchObject({ month: '2026-09-01', before: 77 })
  })
})

describe('an export', () => {
  it('fetches a thousand at a time to the end', async () => {
    rpc.mockResolvedValueOnce(page(2500, 1501, 1501)).mockResolvedValueOnce(page(1500, 501, 501))
    rpc.mockResolvedValueOnce(page(500, 1, null))
    const { step, entries, fetchAll } = useExport()
    await fetchAll(everything)
    expect(step.value).toBe('ready')
    expect(entries.value.map(({ seq }) => seq)).toEqual(Array.from({ length: 2500 }, (_, index) => 2500 - index))
    expect(asked().map(({ before, page_size }) => [before, page_size])).toEqual([
      [undefined, 1000],
      [1501, 1000],
      [501, 1000],
    ])
  })

  it('goes on where it stopped after the connection was lost', async () => {
    rpc.mockResolvedValueOnce(page(1500, 501, 501)).mockRejectedValueOnce(new AppError('offline', 0))
    const { step, entries, error, fetchAll } = useExport()
    await fetchAll(everything)
    expect([step.value, error.value?.code, entries.value.length]).toEqual(['failed', 'offline', 1000])
    rpc.mockResolvedValueOnce(page(500, 1, null))
    await fetchAll(everything)
    expect([step.value, entries.value.length]).toEqual(['ready', 1500])
    expect(asked().at(-1)).toMatchObject({ before: 501 })
  })

  it('stops when it is cancelled, and what still comes is dropped', async () => {
    let answer: (value: unknown) => void = () => undefined
    rpc.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    const { step, entries, fetchAll, cancel } = useExport()
    const running = fetchAll(everything)
    cancel()
    answer(page(1000, 1, 1))
    await running
    await flushPromises()
    expect([step.value, entries.value.length, rpc.mock.calls.length]).toEqual(['asking', 0, 1])
  })
})
