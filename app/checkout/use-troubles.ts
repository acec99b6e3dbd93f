import { computed } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useProfile } from '../core/api/profile'
import { go } from '../core/navigation/navigate'
import { pointsName } from '../core/theme/brand'
import type { Problem } from './contract'
import { shortfallWords } from './problems'
import { useRedemption } from './store'
import { t } from './words'

export interface Trouble {
  title?: string
  text: string
  ways: { id: string; label: string }[]
}

const ADDRESS_CODES = ['address_required', 'address_not_found']

/** What stands in the way of the whole order: the server's last refusal, or what the quote says about the points. */
export function useTroubles(problem: () => Problem | null, chooseAddress: () => void) {
  const redemption = useRedemption()
  const profiles = useProfile()

  const ways = {
    cart: () => ({ id: 'cart', label: t('way.cart') }),
    mall: () => ({ id: 'mall', label: t('way.mall') }),
    lots: () => ({ id: 'lots', label: t('way.lots', { points: pointsName.value }) }),
    orders: () => ({ id: 'orders', label: t('way.orders') }),
    address: () => ({ id: 'address', label: t('way.address') }),
  }

  /** The server said no, just now. What it says about single lines stands at the lines. */
  const refusal = computed<Trouble | null>(() => {
    const error = redemption.refusal
    if (!error) return null
    if (error.code === 'idempotency_mismatch') return { text: t('unknown.mismatch'), ways: [ways.orders()] }
    const title = t('refused.title', { points: pointsName.value })
    return { title, text: wordsFor(error), ways: ADDRESS_CODES.includes(error.code) ? [ways.address()] : [] }
  })

  const shortage = computed<Trouble | null>(() => {
    const found = problem()
    if (!found) return null
    const expired = found.code === 'points_expired'
    return {
      text: shortfallWords(found, profiles.profile?.points.balance ?? null),
      ways: expired ? [ways.lots(), ways.cart()] : [ways.cart(), ways.mall()],
    }
  })

  function follow(way: string): void {
    if (way === 'cart' || way === 'mall' || way === 'lots' || way === 'orders') go(way)
    else chooseAddress()
  }

  return { refusal, shortage, follow }
}
