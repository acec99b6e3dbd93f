import { describe, expect, it } from 'vitest'
import { attemptsOf, contentOf, type AttemptStorage, type OrderRequest } from '../../../app/core/redemption/attempt'
import { drawKey } from '../../../app/core/redemption/draw-key'

const tea = { sku_id: 'tea', quantity: 1, unit_points: 80 }
const lamp = { sku_id: 'lamp', quantity: 2, unit_points: 120 }
const order: OrderRequest = { lines: [tea, lamp], address_id: 'home' }

function deviceOf(buyer = 'lin') {
  const kept = new Map<string, string>()
  const storage: AttemptStorage = {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
  }
  let drawn = 0
  const attempts = (who = buyer) =>
    attemptsOf(
      who,
      storage,
      () => `key-${++drawn}`,
      () => new Date('2026-09-01T10:00:00Z'),
    )
  return { attempts, kept }
}

describe('the idempotency key', () => {
  it('is drawn once per content, also after a restart of the app', () => {
    const { attempts } = deviceOf()
    const first = attempts().begin(order, 320)
    expect(attempts().begin({ ...order, lines: [lamp, tea] }, 320)).toEqual(first)
  })

  it.each<[string, OrderRequest]>([
    ['quantity', { ...order, lines: [{ ...tea, quantity: 2 }, lamp] }],
    ['price', { ...order, lines: [{ ...tea, unit_points: 81 }, lamp] }],
    ['address', { ...order, address_id: 'office' }],
    ['note', { ...order, note: 'after six' }],
  ])('is another one for another %s', (_what, other) => {
    const { attempts } = deviceOf()
    expect(attempts().begin(other, 320).key).not.toBe(attempts().begin(order, 320).key)
  })

  it('is another one once the first order is known to exist or to be refused', () => {
    const { attempts } = deviceOf()
    const first = attempts().begin(order, 320)
    attempts().close()
    expect(attempts().begin(order, 320).key).not.toBe(first.key)
  })

  it('is kept beside the very request, to be sent again as it was', () => {
    const { attempts } = deviceOf()
    attempts().begin(order, 320)
    expect(attempts().open()).toEqual({
      key: 'key-1',
      request: order,
      total_points: 320,
      started_at: '2026-09-01T10:00:00.000Z',
    })
  })

  it('of one buyer is no other buyer’s business', () => {
    const { attempts } = deviceOf()
    attempts('lin').begin(order, 320)
    expect(attempts('card').open()).toBeNull()
  })

  it('survives a spoiled storage by starting anew', () => {
    const { attempts, kept } = deviceOf()
    attempts().begin(order, 320)
    for (const key of kept.keys()) kept.set(key, '{half')
    expect(attempts().open()).toBeNull()
    expect(attempts().begin(order, 320).key).toBe('key-2')
  })

  it('has a length the server takes, and does not come twice', () => {
    const keys = Array.from({ length: 1000 }, () => drawKey())
    expect(new Set(keys).size).toBe(1000)
    expect(keys.every((key) => key.length >= 8 && key.length <= 100)).toBe(true)
  })
})

describe('what is ordered', () => {
  it('reads the same whatever the order of its lines', () => {
    expect(contentOf(order)).toBe(contentOf({ ...order, lines: [lamp, tea] }))
  })
})
