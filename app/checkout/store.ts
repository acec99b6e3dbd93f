import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { AppError } from '../core/api/app-error'
import { useProfile } from '../core/api/profile'
import { toAppError } from '../core/api/to-app-error'
import { useCart } from '../core/cart/store'
import type { Attempt, OrderRequest } from '../core/redemption/attempt'
import { buyersAttempts } from '../core/redemption/buyers-attempts'
import { placeOrder } from './api'
import type { PlacedOrder } from './contract'
import { isFateUnknown } from '../core/api/fate'

/**
 * The order being placed by whoever is signed in. It outlives the page and, through storage, the app: an attempt whose
 * answer was lost stays `pending` until it is asked again under its key or dropped.
 */
export const useRedemption = defineStore('redemption', () => {
  const profiles = useProfile()
  const pending = shallowRef<Attempt | null>(null)
  const refusal = shallowRef<AppError | null>(null)
  const failure = shallowRef<AppError | null>(null)
  const sending = shallowRef(false)

  /** Takes up what an earlier visit left open. Throws AppError. */
  async function recall(): Promise<void> {
    if (sending.value) return
    pending.value = (await buyersAttempts()).open()
    refusal.value = null
    failure.value = null
  }

  /** Sends an order; null when it was refused (`refusal`) or its fate is open (`failure`, `pending`). */
  async function redeem(request: OrderRequest, totalPoints: number): Promise<PlacedOrder | null> {
    if (sending.value) return null
    sending.value = true
    try {
      const attempt = (await buyersAttempts()).begin(request, totalPoints)
      return await send(attempt)
    } finally {
      sending.value = false
    }
  }

  /** Asks again for the pending attempt, under its own key. */
  async function askAgain(): Promise<PlacedOrder | null> {
    if (sending.value || !pending.value) return null
    sending.value = true
    try {
      return await send(pending.value)
    } finally {
      sending.value = false
    }
  }

  async function send(attempt: Attempt): Promise<PlacedOrder | null> {
    refusal.value = null
    failure.value = null
    try {
      const order = await placeOrder(attempt.request, attempt.key)
      await drop()
      void Promise.allSettled([profiles.refresh(), useCart().load()])
      return order
    } catch (thrown) {
      const error = toAppError(thrown)
      if (isFateUnknown(error)) {
        failure.value = error
        pending.value = attempt
      } else {
        refusal.value = error
        await drop()
      }
      return null
    }
  }

  /** Closes the open attempt for good. */
  async function drop(): Promise<void> {
    ;(await buyersAttempts()).close()
    pending.value = null
    failure.value = null
  }

  /** Takes the last refusal off the screen: the buyer has done something about it. */
  function forgive(): void {
    refusal.value = null
  }

  return { pending, refusal, failure, sending, recall, redeem, askAgain, drop, forgive }
})
