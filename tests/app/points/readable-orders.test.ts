import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { readableOrders } from '../../../app/points/readable-orders'

const { rpc, read } = vi.hoisted(() => ({ rpc: vi.fn(), read: vi.fn() }))
vi.mock('../../../app/core/api/call', () => ({ rpc, read }))

const signedInAs = (kind: 'member' | 'card') =>
  rpc.mockResolvedValue({ kind, tenant: { name: '', points_name: '', points_unit: '' }, unread_notifications: 0 })

beforeEach(() => {
  setActivePinia(createPinia())
  rpc.mockReset()
  read.mockReset().mockResolvedValue([{ id: 'own' }])
})

describe('which orders can be opened from the statement', () => {
  it('all, by an employee, without asking', async () => {
    signedInAs('member')
    expect([...(await readableOrders(['a', null, 'b', 'a']))]).toEqual(['a', 'b'])
    expect(read).not.toHaveBeenCalled()
  })

  it('its own alone, by a card that took over the wallet of somebody who left', async () => {
    signedInAs('card')
    expect([...(await readableOrders(['own', 'of the time before']))]).toEqual(['own'])
  })

  it('none where there is none, without asking who it is', async () => {
    expect((await readableOrders([null])).size).toBe(0)
    expect(rpc).not.toHaveBeenCalled()
  })
})
