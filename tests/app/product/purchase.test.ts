import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { nextTick, shallowRef } from 'vue'
import { AppError } from '../../../app/core/api/app-error'
import { useProfile, type Profile } from '../../../app/core/api/profile'
import type { Product, ProductSku } from '../../../app/product/types'
import { usePurchase } from '../../../app/product/use-purchase'
import { uniMock } from '../support/uni-runtime'

const { add } = vi.hoisted(() => ({ add: vi.fn() }))
vi.mock('../../../app/core/cart/store', () => ({ useCart: () => ({ add }) }))

const sku = (id: string, price_points: number, available: number): ProductSku => ({
  id,
  options: [{ name: '颜色', value: id }],
  translations: {},
  list_price_minor: null,
  currency: null,
  position: 0,
  offer: { price_points, max_per_order: 3, max_per_buyer: null, available },
})
const product = (...skus: ProductSku[]): Product => ({
  id: 'p',
  kind: 'physical',
  name: '',
  subtitle: null,
  description: null,
  translations: {},
  option_names: ['颜色'],
  pictures: [],
  skus,
})
const toasts = () => uniMock('showToast').mock.calls.map(([call]) => (call as { title: string }).title)

beforeEach(() => {
  setActivePinia(createPinia())
  add.mockReset().mockResolvedValue(undefined)
})

describe('what is chosen', () => {
  it('starts with what is in stock, and survives a refresh at the new price', async () => {
    const shown = shallowRef(product(sku('white', 100, 0), sku('blue', 120, 9)))
    const purchase = usePurchase(() => shown.value)
    expect(purchase.sku.value?.id).toBe('blue')
    shown.value = product(sku('white', 100, 5), sku('blue', 150, 9))
    await nextTick()
    expect(purchase.sku.value?.id).toBe('blue')
    expect(purchase.total.value).toBe(150)
  })

  it('never exceeds what one order may hold', async () => {
    const shown = shallowRef(product(sku('white', 100, 9)))
    const purchase = usePurchase(() => shown.value)
    purchase.quantity.value = 3
    shown.value = product(sku('white', 100, 2))
    await nextTick()
    expect(purchase.quantity.value).toBe(2)
  })

  it('tells how many points are missing, once the balance is known', () => {
    const purchase = usePurchase(() => product(sku('white', 100, 9)))
    expect(purchase.missing.value).toBe(0)
    useProfile().profile = { points: { balance: 30 } } as Profile
    expect(purchase.missing.value).toBe(70)
  })
})

describe('what can be done with it', () => {
  it('goes to the checkout with just this', () => {
    const purchase = usePurchase(() => product(sku('white', 100, 9)))
    purchase.quantity.value = 2
    purchase.redeem()
    expect(uniMock('navigateTo')).toHaveBeenCalledWith(
      expect.objectContaining({ url: '/app/checkout/checkout?sku=white&quantity=2' }),
    )
  })

  it('does nothing with what is sold out', async () => {
    const purchase = usePurchase(() => product(sku('white', 100, 0)))
    purchase.redeem()
    await purchase.addToCart.run()
    expect(uniMock('navigateTo')).not.toHaveBeenCalled()
    expect(add).not.toHaveBeenCalled()
  })

  it('puts it into the cart once, however often one taps', async () => {
    const purchase = usePurchase(() => product(sku('white', 100, 9)))
    await Promise.all([purchase.addToCart.run(), purchase.addToCart.run()])
    expect(add).toHaveBeenCalledExactlyOnceWith('white', 1)
    expect(toasts()).toEqual(['已放进购物车'])
  })

  it('says so when the cart could not be kept', async () => {
    add.mockRejectedValue(new AppError('offer_unavailable', 409))
    const purchase = usePurchase(() => product(sku('white', 100, 9)))
    await purchase.addToCart.run()
    expect(toasts()[0]).toContain('下架')
  })
})
