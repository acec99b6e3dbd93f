import type { AppError } from './app-error'

/** Answers that say nothing about the deed itself: the request may not have reached the function, or its answer was lost. */
const SILENT = ['offline', 'timeout', 'unexpected', 'session_expired', 'not_signed_in', 'too_many_attempts']

/**
 * Whether a failed call leaves open if it took effect. Only a refusal that the server itself worded closes
 * an attempt; everything else must be asked again under the same key.
 */
export function isFateUnknown(error: AppError): boolean {
  return error.status === 0 || error.status >= 500 || SILENT.includes(error.code)
}
