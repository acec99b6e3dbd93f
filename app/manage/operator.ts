import { computed } from 'vue'
import { wordsFor } from '../core/api/error-words'
import { useProfile } from '../core/api/profile'
import { useAsync } from '../core/state/use-async'

export type Access = 'checking' | 'granted' | 'refused' | 'failed'

/**
 * Whether whoever is signed in may manage anything; `granted` is called when so, to load what the page shows.
 * It only spares people a page that is not for them: what they may do, the server decides each time.
 */
export function useOperator(granted: () => void = () => undefined) {
  const profiles = useProfile()
  const roles = useAsync(
    async () => {
      const { member } = await profiles.load()
      const held = member?.roles.map(({ role }) => role) ?? []
      if (held.length > 0) granted()
      return held
    },
    // In the next tick, when the page has finished setting up what `granted` loads.
    { immediate: false },
  )
  void Promise.resolve().then(roles.run)

  const access = computed<Access>(() => {
    if (roles.state === 'ready') return 'granted'
    if (roles.state === 'empty') return 'refused'
    return roles.state === 'failed' ? 'failed' : 'checking'
  })
  return {
    access,
    isHr: computed(() => roles.data?.includes('hr_manager') ?? false),
    message: computed(() => (roles.error ? wordsFor(roles.error) : undefined)),
    ask: roles.run,
  }
}
