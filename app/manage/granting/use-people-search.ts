import { shallowRef, watch } from 'vue'
import { wordsFor } from '../../core/api/error-words'
import { findPeople } from '../people-api'
import type { Person } from '../types'

/** Long enough that a name being typed isn't searched for letter by letter. */
const PAUSE_MS = 300

/** Looks people up while their name or number is being typed; `within` may narrow what is found. */
export function usePeopleSearch(within: (found: Person[]) => Promise<Person[]> = (found) => Promise.resolve(found)) {
  const text = shallowRef('')
  const found = shallowRef<readonly Person[]>([])
  const state = shallowRef<'idle' | 'searching' | 'done'>('idle')
  const failure = shallowRef('')
  let pause: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  watch(text, (wanted) => {
    clearTimeout(pause)
    turn++
    failure.value = ''
    if (wanted.trim() === '') {
      state.value = 'idle'
      found.value = []
      return
    }
    state.value = 'searching'
    pause = setTimeout(() => void search(), PAUSE_MS)
  })

  async function search(): Promise<void> {
    const mine = ++turn
    try {
      const people = await within(await findPeople(text.value))
      if (mine !== turn) return
      found.value = people
    } catch (thrown) {
      if (mine !== turn) return
      found.value = []
      failure.value = wordsFor(thrown)
    }
    state.value = 'done'
  }

  return { text, found, state, failure }
}
