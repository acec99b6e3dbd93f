import { t } from './words'

const SHORTEST = 10

/** What a new password still lacks, as a sentence; undefined when it will do. The edge function `auth` asks the same. */
export function passwordProblem(password: string, employeeNo: string): string | undefined {
  const missing = SHORTEST - [...password].length
  if (missing > 0) return t('weak.short', { count: missing })
  return password.toLowerCase() === employeeNo.trim().toLowerCase() ? t('weak.same') : undefined
}
