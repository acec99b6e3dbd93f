import { computed, ref, shallowRef } from 'vue'
import { translated } from '../../core/i18n/translated'
import { useAsync } from '../../core/state/use-async'
import type { Audience, GrantEntry } from '../types'
import { loadAudiences } from './grant-api'
import { t } from './words'

/** Departments, groups and everybody, to choose from: which are chosen, and how many people they are. */
export function useUnits() {
  const audiences = useAsync(loadAudiences, { immediate: false })
  const chosen = ref(new Set<string>())
  const search = shallowRef('')

  const all = computed(() => audiences.data ?? [])
  const shown = computed(() => {
    const text = search.value.trim().toLowerCase()
    return all.value.filter((unit) => text === '' || `${unit.name} ${nameOf(unit)}`.toLowerCase().includes(text))
  })
  const picked = computed(() => all.value.filter(({ id }) => chosen.value.has(id)))
  const heads = computed(() => picked.value.reduce((sum, { members }) => sum + members, 0))

  function toggle({ id }: Audience): void {
    if (!chosen.value.delete(id)) chosen.value.add(id)
  }

  function open(): void {
    if (audiences.state === 'idle') void audiences.run()
  }

  const entries = (amount: number, note: string): GrantEntry[] =>
    picked.value.map((unit) => ({ ...recipientOf(unit), amount, ...(note ? { note } : {}) }))

  return { audiences, chosen, search, shown, picked, heads, toggle, open, entries }
}

/** What a unit is called; everybody is not called by the company's name. */
export function nameOf(unit: Audience): string {
  return unit.kind === 'everyone' ? t('units.everyone') : translated(unit, 'name')
}

function recipientOf({ kind, id }: Audience) {
  if (kind === 'everyone') return { everyone: true as const }
  return kind === 'department' ? { department_id: id } : { group_id: id }
}
