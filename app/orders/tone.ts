import type { OrderState } from './types'

export type Tone = 'neutral' | 'accent' | 'positive' | 'warning'

/** How strongly a state is coloured: what moves is in the accent, what is well is green, what is over is grey. */
export function toneOf(state: OrderState): Tone {
  if (state === 'awaiting_payment') return 'warning'
  if (state === 'paid' || state === 'shipped') return 'accent'
  return state === 'delivered' || state === 'completed' ? 'positive' : 'neutral'
}
