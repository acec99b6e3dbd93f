import { computed, shallowRef, watch } from 'vue'
import { useProfile } from '../core/api/profile'
import { wordsFor } from '../core/api/error-words'
import { useCart } from '../core/cart/store'
import { go } from '../core/navigation/navigate'
import { onceAtATime } from '../core/state/once-at-a-time'
import { toast } from '../platform/device'
import { firstChoice, quantityLimit } from './selection'
import type { Product, ProductSku } from './types'
import { t } from './words'

/** What is chosen of a product, and what can be done with it. */
export function usePurchase(product: () => Product | null | undefined) {
  const cart = useCart()
  const profile = useProfile()
  const sku = shallowRef<ProductSku | null>(null)
  const quantity = shallowRef(1)

  const limit = computed(() => quantityLimit(sku.value))
  const total = computed(() => (sku.value?.offer ? sku.value.offer.price_points * quantity.value : 0))
  /** How many points are missing for what is chosen; 0 when they suffice or the balance isn't known. */
  const missing = computed(() => Math.max(0, total.value - (profile.balance ?? Infinity)))

  // The same SKU after a refresh, so that a choice survives; its price and stock are the new ones.
  watch(
    product,
    (loaded) => {
      const skus = loaded?.skus ?? []
      sku.value = skus.find((known) => known.id === sku.value?.id) ?? firstChoice(skus)
    },
    { immediate: true },
  )
  watch(limit, (most) => {
    quantity.value = Math.max(1, Math.min(quantity.value, most))
  })

  const addToCart = onceAtATime(async () => {
    if (!sku.value || limit.value === 0) return
    try {
      await cart.add(sku.value.id, quantity.value)
      toast(t('added'))
    } catch (failure) {
      toast(wordsFor(failure))
    }
  })

  function redeem(): void {
    if (!sku.value || limit.value === 0) return
    go('checkout', { sku: sku.value.id, quantity: String(quantity.value) })
  }

  return { sku, quantity, limit, total, missing, addToCart, redeem }
}
