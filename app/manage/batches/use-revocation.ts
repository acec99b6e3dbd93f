import { computed, shallowRef } from 'vue'
import { wordsFor } from '../../core/api/error-words'
import { isFateUnknown } from '../../core/api/fate'
import { toAppError } from '../../core/api/to-app-error'
import { onceAtATime } from '../../core/state/once-at-a-time'
import { recipientsAmong } from '../people-api'
import type { Person } from '../types'
import { previewRevocation, revoke } from './revocation-api'
import type { Revoked, RevocationPreview } from './types'
import { t } from './words'

/** Revoking a batch, for everybody or for some: whose and why, what would happen, and only then the doing. */
export function useRevocation(batchId: () => string, revoked: (result: Revoked) => void) {
  const open = shallowRef(false)
  const some = shallowRef(false)
  const people = shallowRef<readonly Person[]>([])
  const reason = shallowRef('')
  const typed = shallowRef('')
  const preview = shallowRef<RevocationPreview | null>(null)
  const complaint = shallowRef('')

  const memberIds = () => (some.value ? people.value.map(({ id }) => id) : null)
  const trimmed = computed(() => reason.value.replace(/\s+/g, ' ').trim())
  // A slip is costly and cannot be undone: a tap alone is not enough.
  const confirmed = computed(() => typed.value.trim().toLowerCase() === t('revoke.word').toLowerCase())

  function start(): void {
    some.value = false
    people.value = []
    reason.value = ''
    back()
    open.value = true
  }

  function back(): void {
    preview.value = null
    typed.value = ''
    complaint.value = ''
  }

  const look = onceAtATime(async () => {
    complaint.value = ''
    if (some.value && people.value.length === 0) complaint.value = t('revoke.nobody')
    else if (trimmed.value === '') complaint.value = t('revoke.reason.missing')
    else
      try {
        preview.value = await previewRevocation(batchId(), memberIds())
      } catch (thrown) {
        complaint.value = wordsFor(thrown)
      }
  })

  const send = onceAtATime(async () => {
    if (!confirmed.value) return
    complaint.value = ''
    try {
      const result = await revoke(batchId(), trimmed.value, memberIds())
      open.value = false
      revoked(result)
    } catch (thrown) {
      const error = toAppError(thrown)
      complaint.value = isFateUnknown(error) ? t('revoke.unknown') : wordsFor(error)
    }
  })

  const within = (found: Person[]) => recipientsAmong(batchId(), found)

  return { open, some, people, reason, typed, preview, complaint, confirmed, start, back, look, send, within }
}
