import { useProfile } from '../../core/api/profile'
import { formatDateTime } from '../../core/format/dates'
import { translated } from '../../core/i18n/translated'
import { replace } from '../../core/navigation/navigate'
import { onceAtATime } from '../../core/state/once-at-a-time'
import { useJustGranted } from '../just-granted'
import { startImport } from './import-api'
import { keepRows } from './outbox'
import type { useGrant } from './use-grant'

/** Sends what was previewed: short lists at once, long ones as an import, and leads to where its outcome is shown. */
export function useSending(grant: ReturnType<typeof useGrant>) {
  const justGranted = useJustGranted()
  // The name is part of what is sent, so it must not change between two attempts.
  let named = { request: grant.request.value, name: '' }

  function importName(): string {
    const { request, programme } = grant
    if (named.request !== request.value) {
      const title = programme.value ? translated(programme.value, 'name') : ''
      named = { request: request.value, name: `${title} ${formatDateTime(new Date().toISOString())}`.trim() }
    }
    return named.name
  }

  return onceAtATime(async () => {
    const request = grant.request.value
    if (!request) return
    if (!grant.asImport.value) {
      const granted = await grant.send.run()
      if (!granted) return
      justGranted.value = granted
      // An operator may have been among the recipients.
      void useProfile()
        .refresh()
        .catch(() => undefined)
      return replace('batch', { id: granted.grant_id })
    }
    grant.failure.value = ''
    try {
      const { import_id } = await startImport(request, importName())
      keepRows(import_id, request.grants)
      replace('import', { id: import_id })
    } catch (thrown) {
      grant.explain(thrown)
    }
  })
}
