import { deviceStorage } from '../../platform/storage'
import { useProfile } from '../api/profile'
import { attemptsOf, type Attempt } from './attempt'
import { drawKey } from './draw-key'

/** The attempts of whoever is signed in, on this device. Throws AppError when that is not known. */
export async function buyersAttempts() {
  const { member, card, tenant } = await useProfile().load()
  return attemptsOf(member?.id ?? card?.id ?? tenant.id, deviceStorage, drawKey, () => new Date())
}

/**
 * The order of an earlier visit whose answer never came, to be shown wherever people look for it; null mostly.
 * The checkout, opened without parameters, finds out about it. Never throws.
 */
export async function pendingAttempt(): Promise<Attempt | null> {
  return buyersAttempts().then(
    (attempts) => attempts.open(),
    () => null,
  )
}
