import { computed, shallowRef } from 'vue'
import { wordsFor } from '../../core/api/error-words'
import { isFateUnknown } from '../../core/api/fate'
import { toAppError } from '../../core/api/to-app-error'
import { onceAtATime } from '../../core/state/once-at-a-time'
import { readAmount } from '../list/amount'
import type { Granted, GrantEntry, GrantPreview, GrantRequest, Person, Programme } from '../types'
import { grantPoints, previewGrant } from './grant-api'
import { useList } from './use-list'
import { useUnits } from './use-units'
import { t as amountWords } from '../words'
import { t } from './words'

export type Way = 'people' | 'units' | 'list'

/** Up to so many lines go in one call; longer lists go as an import, which survives whatever happens meanwhile. */
export const DIRECT_ROWS = 300

/** A grant in the making: what for, for whom, how much, from which budget; its preview, and the sending. */
export function useGrant() {
  const programme = shallowRef<Programme | null>(null)
  const way = shallowRef<Way>('people')
  const people = shallowRef<readonly Person[]>([])
  const units = useUnits()
  const list = useList()
  const text = shallowRef('')
  const note = shallowRef('')
  const budget = shallowRef<string | null>(null)

  const tried = shallowRef(false)
  const failure = shallowRef('')
  const preview = shallowRef<GrantPreview | null>(null)
  /** What was previewed, exactly as it is sent then. */
  const request = shallowRef<GrantRequest | null>(null)

  const read = computed(() => readAmount(text.value))
  const amount = computed(() => (typeof read.value === 'number' ? read.value : 0))
  const heads = computed(() => {
    if (way.value === 'people') return people.value.length
    return way.value === 'units' ? units.heads.value : list.good.value.length
  })
  const total = computed(() => (way.value === 'list' ? list.total.value : heads.value * amount.value))

  /** What is still missing, first things first; null when all is there. */
  const need = computed(() => {
    if (!programme.value) return t('need.programme')
    if (way.value === 'people' && people.value.length === 0) return t('need.people')
    if (way.value === 'units' && units.picked.value.length === 0) return t('need.units')
    if (way.value !== 'list') return typeof read.value === 'string' ? amountWords(`amount.${read.value}`) : null
    if (list.rows.value.length === 0) return t('need.list')
    return list.wrong.value.size > 0 ? t('need.mend') : null
  })
  const asImport = computed(() => way.value === 'list' && (request.value?.grants.length ?? 0) > DIRECT_ROWS)

  function entries(): GrantEntry[] {
    const words = note.value.replace(/\s+/g, ' ').trim()
    if (way.value === 'list') return list.entries.value
    if (way.value === 'units') return units.entries(amount.value, words)
    return people.value.map(({ id }) => ({ member_id: id, amount: amount.value, ...(words ? { note: words } : {}) }))
  }

  const check = onceAtATime(async () => {
    tried.value = true
    failure.value = ''
    if (need.value || !programme.value) return
    request.value = { programme_id: programme.value.id, grants: entries(), budget_account: budget.value }
    try {
      const answer = await previewGrant(request.value)
      if (way.value === 'list' && answer.problems.length > 0) {
        list.refuse(answer.problems)
        failure.value = t('preview.problems', { count: answer.problems.length })
      } else preview.value = answer
    } catch (thrown) {
      failure.value = wordsFor(thrown)
    }
  })

  /** Grants what was previewed; null when that was refused or its fate is unknown, which `failure` says. */
  const send = onceAtATime(async (): Promise<Granted | null> => {
    if (!request.value) return null
    failure.value = ''
    try {
      return await grantPoints(request.value)
    } catch (thrown) {
      explain(thrown)
      return null
    }
  })

  function explain(thrown: unknown): void {
    const error = toAppError(thrown)
    failure.value = isFateUnknown(error) ? t('unknown') : wordsFor(error)
  }

  return {
    programme,
    way,
    people,
    units,
    list,
    text,
    note,
    budget,
    tried,
    failure,
    preview,
    request,
    read,
    amount,
    heads,
    total,
    need,
    asImport,
    check,
    send,
    explain,
  }
}
