import { shallowRef } from 'vue'
import type { Granted } from './types'

const latest = shallowRef<Granted | null>(null)

/** The grant that was just made, for the page that shows its outcome to say so. */
export function useJustGranted() {
  return latest
}
