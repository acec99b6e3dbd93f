import type { AppError } from '../core/api/app-error'

/** Answers that say nothing about the order itself: the request may not have reached the function, or its answer was lost. */
const SILENT = ['offline', 'timeout', 'unexpected', 'session_expired', 'not_signed_in', 'too_many_attempts']

/**
 * Whether a failed `place_order` leaves open if there is an order. Only a refusal that the server itself worded closes
 * an attempt; everything else must be asked again under the same key.
 */
export function isFateUnknown(error: AppError): boolean {
  return error.status === 0 || error.status >= 500 || SILENT.includes(error.code)
}
