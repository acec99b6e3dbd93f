import type { GrantEntry, GrantPreview } from './types'

/** How many entries the server previews at once. */
export const PREVIEW_AT_ONCE = 5000

/** Previews a list of any length, part by part, as one. Throws AppError. */
export async function previewInParts(
  grants: readonly GrantEntry[],
  ask: (part: GrantEntry[]) => Promise<GrantPreview>,
  size = PREVIEW_AT_ONCE,
): Promise<GrantPreview> {
  const whole: GrantPreview[] = []
  for (let from = 0; from < grants.length || from === 0; from += size) {
    const part = await ask(grants.slice(from, from + size))
    whole.push({ ...part, problems: part.problems.map((problem) => ({ ...problem, index: problem.index + from })) })
  }
  return whole.reduce(together)
}

/** Each part was previewed against the full budget, so what stays is what was there less all of them. */
function together(one: GrantPreview, other: GrantPreview): GrantPreview {
  const total = one.total_points + other.total_points
  const available = one.budget_available ?? other.budget_available
  return {
    members: one.members + other.members,
    total_points: total,
    budget_account_id: one.budget_account_id ?? other.budget_account_id,
    budget_available: available,
    budget_left: available === null ? null : available - total,
    expires_at: one.expires_at ?? other.expires_at,
    recipients_twice: one.recipients_twice + other.recipients_twice,
    settles_debts: one.settles_debts === null ? null : one.settles_debts + (other.settles_debts ?? 0),
    problems: [...one.problems, ...other.problems],
    refusal: one.refusal ?? other.refusal ?? shortfall(available, total),
  }
}

function shortfall(available: number | null, needed: number): GrantPreview['refusal'] {
  if (available === null || available >= needed) return null
  return { code: 'insufficient_budget', details: { needed, available } }
}
