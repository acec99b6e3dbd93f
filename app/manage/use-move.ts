import { computed, shallowRef } from 'vue'
import { isFateUnknown } from '../core/api/fate'
import { toAppError } from '../core/api/to-app-error'
import { wordsFor } from '../core/api/error-words'
import { formatPoints } from '../core/format/points'
import { translated } from '../core/i18n/translated'
import { onceAtATime } from '../core/state/once-at-a-time'
import { toast } from '../platform/device'
import { allocate, takeBack } from './budget-api'
import { sourceOf, supplierOf } from './budget-tree'
import { readAmount } from './list/amount'
import type { Budget } from './types'
import { t } from './words'

export type MoveKind = 'pass-on' | 'top-up' | 'take-back'

/** Moving points between two budgets: which ones, how many, what would be left, and the sending. `moved` is told when it is done. */
export function useMove(budgets: () => readonly Budget[], moved: () => void) {
  const kind = shallowRef<MoveKind | null>(null)
  const from = shallowRef<Budget | null>(null)
  const to = shallowRef<Budget | null>(null)
  const text = shallowRef('')
  const failure = shallowRef('')
  const tried = shallowRef(false)

  // Between budgets whole years of a large company are moved; the balance is limit enough.
  const read = computed(() => readAmount(text.value, Number.MAX_SAFE_INTEGER))
  const amount = computed(() => (typeof read.value === 'number' ? read.value : 0))
  const missing = computed(() => Math.max(0, amount.value - (from.value?.balance ?? 0)))
  const fault = computed(() => {
    if (missing.value > 0 && from.value)
      return t('move.short', {
        name: translated(from.value, 'name'),
        available: formatPoints(from.value.balance),
        missing: formatPoints(missing.value),
      })
    const isShown = tried.value || read.value === 'amount-too-large'
    return isShown && typeof read.value === 'string' ? t(`amount.${read.value}`) : undefined
  })
  const sendable = computed(() => from.value !== null && to.value !== null && missing.value === 0)

  function open(wanted: MoveKind, budget: Budget): void {
    const above = sourceOf(budget, budgets()) ?? null
    kind.value = wanted
    from.value = wanted === 'top-up' ? (supplierOf(budget, budgets()) ?? null) : budget
    to.value = wanted === 'pass-on' ? null : wanted === 'top-up' ? budget : above
    text.value = ''
    failure.value = ''
    tried.value = false
  }

  const send = onceAtATime(async () => {
    tried.value = true
    if (!sendable.value || !from.value || !to.value || amount.value === 0) return
    failure.value = ''
    try {
      const back = kind.value === 'take-back'
      await (back ? takeBack : allocate)(from.value, to.value, amount.value)
      toast(t(back ? 'move.done.take-back' : 'move.done.pass-on', { amount: formatPoints(amount.value) }))
      kind.value = null
    } catch (thrown) {
      const error = toAppError(thrown)
      failure.value = isFateUnknown(error) ? t('move.unknown') : wordsFor(error)
    }
    moved()
  })

  return { kind, from, to, text, amount, missing, fault, failure, sendable, open, send }
}
