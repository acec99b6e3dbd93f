import { useProfile } from '../core/api/profile'
import { loadOwnOrderIds } from './api'

/** As many as fit into an address. */
const ASKED = 100

/**
 * Which of these orders the caller may open. To an employee that is all of them; a card that somebody who left got for their
 * wallet shows what the wallet paid for, but the orders of the time before stay with the employee. Throws AppError.
 */
export async function readableOrders(ids: readonly (string | null)[]): Promise<ReadonlySet<string>> {
  const named = [...new Set(ids.filter((id): id is string => id !== null))]
  if (named.length === 0 || (await useProfile().load()).kind === 'member') return new Set(named)
  return new Set(await loadOwnOrderIds(named.slice(0, ASKED)))
}
