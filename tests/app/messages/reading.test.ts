import { flushPromises } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import { unreadCount } from '../../../app/core/state/unread-count'
import { useMessages } from '../../../app/messages/use-messages'
import { uniMock } from '../support/uni-runtime'

const { rpc, read } = vi.hoisted(() => ({ rpc: vi.fn(), read: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read }))

let unread = 2
const message = (id: string, read_at: string | null = null) => ({
  id,
  kind: 'points_granted',
  params: {},
  created_at: '2026-09-10T12:00:00+00:00',
  read_at,
})
const profile = () => ({ tenant: { name: '', points_name: '', points_unit: '' }, unread_notifications: unread })
const marks = () =>
  rpc.mock.calls.filter(([name]) => name === 'mark_notifications_read').map(([, args]) => args as unknown)

beforeEach(() => {
  setActivePinia(createPinia())
  unread = 2
  unreadCount.value = 0
  read.mockReset().mockResolvedValue([message('b'), message('a'), message('z', '2026-09-10T13:00:00Z')])
  rpc
    .mockReset()
    .mockImplementation((name: string) => Promise.resolve(name === 'my_profile' ? profile() : { unread: 1 }))
})

async function opened() {
  const messages = useMessages()
  await messages.open()
  await flushPromises()
  return messages
}
const unreadOf = (messages: ReturnType<typeof useMessages>) =>
  messages.items.value.filter((item) => item.unread).map(({ message: { id } }) => id)

describe('messages', () => {
  it('show which are unread, and how many there are in all', async () => {
    const messages = await opened()
    expect(unreadOf(messages)).toEqual(['b', 'a'])
    expect(unreadCount.value).toBe(2)
  })

  it('are read when they are opened, once however often they are tapped', async () => {
    const messages = await opened()
    const [first] = messages.list.items
    await Promise.all([messages.readOne(first!), messages.readOne(first!)])
    expect(unreadOf(messages)).toEqual(['a'])
    expect(marks()).toEqual([{ ids: ['b'] }])
    expect(unreadCount.value).toBe(1)
  })

  it('that are read already are not marked again', async () => {
    const messages = await opened()
    await messages.readOne(messages.list.items[2]!)
    expect(marks()).toEqual([])
  })

  it('are all read at once, at two taps too', async () => {
    rpc.mockImplementation((name: string) => Promise.resolve(name === 'my_profile' ? profile() : { unread: 0 }))
    const messages = await opened()
    await Promise.all([messages.readAll.run(), messages.readAll.run()])
    expect(unreadOf(messages)).toEqual([])
    expect(marks()).toEqual([{}])
    expect(unreadCount.value).toBe(0)
  })

  it('are unread again when the API could not be reached, and it is said why', async () => {
    const messages = await opened()
    rpc.mockRejectedValue(new AppError('offline', 0))
    await messages.readAll.run()
    expect(unreadOf(messages)).toEqual(['b', 'a'])
    expect(unreadCount.value).toBe(2)
    expect(uniMock('showToast')).toHaveBeenCalledOnce()
  })

  it('stay where they are when nothing came meanwhile, and show what did', async () => {
    const messages = await opened()
    read.mockClear()
    await messages.lookAgain()
    expect(read).toHaveBeenCalledTimes(1)
    read.mockResolvedValue([message('c'), message('b'), message('a')])
    await messages.lookAgain()
    expect(unreadOf(messages)).toEqual(['c', 'b', 'a'])
  })

  it('lead on even when one could not be marked', async () => {
    const messages = await opened()
    rpc.mockRejectedValueOnce(new AppError('offline', 0))
    await expect(messages.readOne(messages.list.items[0]!)).resolves.toBeUndefined()
    expect(unreadOf(messages)).toEqual(['b', 'a'])
  })
})
