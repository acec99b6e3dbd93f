import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { AppError } from '../../../app/core/api/app-error'
import type { CartLine } from '../../../app/core/cart/lines'
import { useCart } from '../../../app/core/cart/store'

const api = vi.hoisted(() => ({ loadCart: vi.fn(), saveCart: vi.fn() }))
vi.mock('../../../app/core/cart/api', () => api)

const line = (sku_id: string, quantity = 1): CartLine => ({ sku_id, quantity })
const kept = [line('tea'), line('lamp', 2)]

/** A save that answers when told to. */
function heldSave() {
  let answer: () => void = () => undefined
  api.saveCart.mockImplementationOnce(
    () =>
      new Promise<void>((resolve) => {
        answer = resolve
      }),
  )
  return { answer: () => answer() }
}

beforeEach(() => {
  setActivePinia(createPinia())
  api.loadCart.mockReset().mockResolvedValue(kept)
  api.saveCart.mockReset().mockResolvedValue(undefined)
})

describe('the cart', () => {
  it('knows what the server keeps before it adds to it', async () => {
    const cart = useCart()
    await cart.add('mug', 3)
    expect(api.saveCart).toHaveBeenCalledWith([line('mug', 3), ...kept])
    expect(cart.count).toBe(6)
  })

  it('adds to a line that is there', async () => {
    const cart = useCart()
    await cart.add('lamp', 2)
    expect(cart.lines).toEqual([line('tea'), line('lamp', 4)])
  })

  it('shows a change at once, before the server has answered', async () => {
    const cart = useCart()
    await cart.load()
    const save = heldSave()
    const saving = cart.setQuantity('tea', 5)
    expect(cart.lines).toEqual([line('tea', 5), line('lamp', 2)])
    save.answer()
    await saving
  })

  it('is as before when the server refuses a change', async () => {
    const cart = useCart()
    await cart.load()
    api.saveCart.mockRejectedValueOnce(new AppError('offer_unavailable', 409))
    await expect(cart.add('gone')).rejects.toMatchObject({ code: 'offer_unavailable' })
    expect(cart.lines).toEqual(kept)
  })

  it('sends changes made while one is being saved together afterwards', async () => {
    const cart = useCart()
    await cart.load()
    const save = heldSave()
    const first = cart.setQuantity('tea', 2)
    void cart.setQuantity('tea', 3)
    const last = cart.setQuantity('tea', 4)
    save.answer()
    await Promise.all([first, last])
    expect(api.saveCart.mock.calls.map(([lines]) => (lines as CartLine[])[0]?.quantity)).toEqual([2, 4])
  })

  it('keeps the last change the server took when a later one is refused', async () => {
    const cart = useCart()
    await cart.load()
    const save = heldSave()
    const first = cart.setQuantity('tea', 2)
    const second = cart.setQuantity('tea', 3)
    api.saveCart.mockRejectedValueOnce(new AppError('offline', 0))
    save.answer()
    await expect(Promise.all([first, second])).rejects.toMatchObject({ code: 'offline' })
    expect(cart.lines).toEqual([line('tea', 2), line('lamp', 2)])
  })

  it('puts a removed line back in its place', async () => {
    const cart = useCart()
    await cart.load()
    await cart.remove('tea')
    await cart.putBack([{ line: line('tea'), index: 0 }])
    expect(cart.lines).toEqual(kept)
  })

  it('never goes below one or above what the server takes', async () => {
    const cart = useCart()
    await cart.load()
    await cart.setQuantity('tea', 0)
    await cart.setQuantity('lamp', 5000)
    expect(cart.lines).toEqual([line('tea', 1), line('lamp', 999)])
  })
})
