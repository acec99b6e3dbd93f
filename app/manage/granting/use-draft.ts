import { onUnload } from '@dcloudio/uni-app'
import { useProfile } from '../../core/api/profile'
import { sessionState } from '../../core/api/session'
import type { ListRow } from '../list/rows'
import type { Person, Programme } from '../types'
import type { useGrant, Way } from './use-grant'

interface Draft {
  memberId: string
  programme: Programme | null
  way: Way
  people: readonly Person[]
  units: ReadonlySet<string>
  text: string
  note: string
  budget: string | null
  list: { text: string; common: string; rows: readonly ListRow[] }
}

/** In memory alone: lists of colleagues and amounts are not for the device's storage. */
let left: Draft | null = null

/** Keeps a grant in the making when the session ends over it, until the same person is back; call `restore` once it is known who that is. */
export function useDraft(grant: ReturnType<typeof useGrant>) {
  let memberId = ''

  function restore(): void {
    memberId = useProfile().profile?.member?.id ?? ''
    const draft = left
    left = null
    if (!draft || draft.memberId !== memberId) return
    grant.programme.value = draft.programme
    grant.way.value = draft.way
    grant.people.value = draft.people
    grant.units.chosen.value = new Set(draft.units)
    grant.text.value = draft.text
    grant.note.value = draft.note
    grant.budget.value ??= draft.budget
    grant.list.text.value = draft.list.text
    grant.list.common.value = draft.list.common
    grant.list.rows.value = [...draft.list.rows]
    void grant.list.learnNames()
    if (draft.way === 'units') grant.units.open()
  }

  // Leaving by one's own will drops it.
  onUnload(() => {
    if (sessionState() !== 'signed-out' || memberId === '') return
    left = {
      memberId,
      programme: grant.programme.value,
      way: grant.way.value,
      people: grant.people.value,
      units: grant.units.chosen.value,
      text: grant.text.value,
      note: grant.note.value,
      budget: grant.budget.value,
      list: { text: grant.list.text.value, common: grant.list.common.value, rows: grant.list.rows.value },
    }
  })

  return { restore }
}
