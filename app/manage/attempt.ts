import type { AppError } from '../core/api/app-error'
import { isFateUnknown } from '../core/api/fate'
import { useProfile } from '../core/api/profile'
import { toAppError } from '../core/api/to-app-error'
import { drawKey } from '../core/redemption/draw-key'
import { deviceStorage } from '../platform/storage'

interface Kept {
  key: string
  content: string
}

/**
 * Does something under an idempotency key that is kept on this device until its answer is known: whoever asks again for
 * the same content, even after a restart, asks under the same key. `deed` names what is done, `content` says it in full.
 * Throws AppError.
 */
export async function underOneKey<T>(deed: string, content: unknown, call: (key: string) => Promise<T>): Promise<T> {
  const { member } = await useProfile().load()
  const place = `fudian.manage.${deed}.${member?.id ?? ''}`
  const key = keyFor(place, JSON.stringify(content))
  try {
    const answer = await call(key)
    deviceStorage.removeItem(place)
    return answer
  } catch (failure) {
    const error: AppError = toAppError(failure)
    if (!isFateUnknown(error)) deviceStorage.removeItem(place)
    throw error
  }
}

function keyFor(place: string, content: string): string {
  const known = keptAt(place)
  if (known?.content === content) return known.key
  const fresh: Kept = { key: drawKey(), content }
  deviceStorage.setItem(place, JSON.stringify(fresh))
  return fresh.key
}

function keptAt(place: string): Kept | null {
  try {
    return JSON.parse(deviceStorage.getItem(place) ?? 'null') as Kept | null
  } catch {
    return null
  }
}
