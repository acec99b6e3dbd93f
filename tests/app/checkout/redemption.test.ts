import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { useRedemption } from '../../../app/checkout/store'
import { AppError } from '../../../app/core/api/app-error'
import type { OrderRequest } from '../../../app/core/redemption/attempt'

const api = vi.hoisted(() => ({ placeOrder: vi.fn() }))
const device = vi.hoisted(() => {
  const kept = new Map<string, string>()
  return {
    kept,
    deviceStorage: {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    },
  }
})
vi.mock('../../../app/checkout/api', () => api)
vi.mock('../../../app/platform/storage', () => ({ deviceStorage: device.deviceStorage }))
vi.mock('../../../app/core/cart/store', () => ({ useCart: () => ({ load: () => Promise.resolve() }) }))
vi.mock('../../../app/core/api/profile', () => ({
  useProfile: () => ({
    load: () => Promise.resolve({ member: { id: 'lin' }, card: null, tenant: { id: 'xinghe' } }),
    refresh: () => Promise.resolve(),
  }),
}))

const request: OrderRequest = { lines: [{ sku_id: 'tea', quantity: 1, unit_points: 80 }], address_id: 'home' }
const placed = { order_id: 'o1', order_no: '26', state: 'paid', total_points: 80, placed_at: '2026-09-01T10:00:00Z' }
const keys = () => api.placeOrder.mock.calls.map(([, key]) => key as string)

/** The app as it is after a restart: stores are new, the storage is not. */
function restart() {
  setActivePinia(createPinia())
  return useRedemption()
}

beforeEach(() => {
  device.kept.clear()
  api.placeOrder.mockReset().mockResolvedValue(placed)
  setActivePinia(createPinia())
})

describe('redeeming', () => {
  it('leaves nothing open when the order is known to exist', async () => {
    const redemption = useRedemption()
    expect(await redemption.redeem(request, 80)).toEqual(placed)
    expect(redemption.pending).toBeNull()
    expect(device.kept.size).toBe(0)
  })

  it('sends one order for two taps', async () => {
    const redemption = useRedemption()
    const [one, two] = await Promise.all([redemption.redeem(request, 80), redemption.redeem(request, 80)])
    expect(api.placeOrder).toHaveBeenCalledTimes(1)
    expect([one, two]).toEqual([placed, null])
  })

  it.each([
    ['the answer was lost', new AppError('offline', 0)],
    ['no answer came in time', new AppError('timeout', 0)],
    ['the server broke', new AppError('unexpected', 500)],
    ['the session ran out', new AppError('session_expired', 401)],
  ])('asks again under the same key when %s', async (_why, error) => {
    api.placeOrder.mockRejectedValueOnce(error)
    const redemption = useRedemption()
    expect(await redemption.redeem(request, 80)).toBeNull()
    expect(redemption.pending?.request).toEqual(request)
    expect(await redemption.askAgain()).toEqual(placed)
    expect(new Set(keys()).size).toBe(1)
    expect(redemption.pending).toBeNull()
  })

  it('finds an order without an answer again after a restart of the app', async () => {
    api.placeOrder.mockRejectedValueOnce(new AppError('offline', 0))
    await useRedemption().redeem(request, 80)
    const redemption = restart()
    await redemption.recall()
    expect(redemption.pending?.key).toBe(keys()[0])
    await redemption.askAgain()
    expect(api.placeOrder).toHaveBeenLastCalledWith(request, keys()[0])
  })

  it('takes a refusal as the answer, and the next order gets a key of its own', async () => {
    api.placeOrder.mockRejectedValueOnce(new AppError('price_changed', 409, { lines: [] }))
    const redemption = useRedemption()
    expect(await redemption.redeem(request, 80)).toBeNull()
    expect(redemption.refusal?.code).toBe('price_changed')
    expect(redemption.pending).toBeNull()
    await redemption.redeem(request, 80)
    expect(new Set(keys()).size).toBe(2)
  })

  it('forgets an open order for good when the buyer drops it', async () => {
    api.placeOrder.mockRejectedValueOnce(new AppError('offline', 0))
    await useRedemption().redeem(request, 80)
    await useRedemption().drop()
    const redemption = restart()
    await redemption.recall()
    expect(redemption.pending).toBeNull()
  })
})
