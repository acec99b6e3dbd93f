import { shallowRef } from 'vue'
import { deviceStorage } from '../platform/storage'

const KEPT = 10

/**
 * What one person searched for on this device, newest first, at most ten. `owner` keeps people who share a device apart.
 */
export function useSearchHistory(owner: string) {
  const keptAs = `fudian.searches.${owner}`
  const searches = shallowRef<string[]>(restore(keptAs))

  /** Puts a search on top; the same words are kept once, whatever their case. */
  function remember(text: string): void {
    const words = text.trim()
    if (!words) return
    const others = searches.value.filter((known) => known.toLowerCase() !== words.toLowerCase())
    searches.value = [words, ...others].slice(0, KEPT)
    deviceStorage.setItem(keptAs, JSON.stringify(searches.value))
  }

  function clear(): void {
    searches.value = []
    deviceStorage.removeItem(keptAs)
  }

  return { searches, remember, clear }
}

function restore(keptAs: string): string[] {
  try {
    const kept: unknown = JSON.parse(deviceStorage.getItem(keptAs) ?? '[]')
    return Array.isArray(kept) ? kept.filter((text): text is string => typeof text === 'string').slice(0, KEPT) : []
  } catch {
    return []
  }
}
