import { read, rpc } from '../../core/api/call'
import { supabase } from '../../core/api/supabase'
import { underOneKey } from '../attempt'
import { previewInParts } from '../preview'
import type { Audience, Granted, GrantPreview, GrantRequest, Named, Programme } from '../types'

const FIELDS =
  'id, name, translations, occasion, validity_kind, validity_days, validity_months, valid_until, scope, scope_ids, cap_points, cap_period'

/** The programmes that points can be granted for now. Throws AppError. */
export async function loadProgrammes(): Promise<Programme[]> {
  const rows: unknown = await read(() =>
    supabase().from('programmes').select(FIELDS).eq('status', 'active').neq('occasion', 'card').order('name'),
  )
  return rows as Programme[]
}

/** The names of what a programme is limited to, as far as the caller may see them. Throws AppError. */
export async function loadScopeNames({ scope, scope_ids }: Programme): Promise<Named[]> {
  if (scope === 'all') return []
  const rows: unknown = await read(() => supabase().from(scope).select('name, translations').in('id', scope_ids))
  return rows as Named[]
}

/** Whom the caller may grant to as a whole. Throws AppError: `not_permitted`. */
export function loadAudiences(): Promise<Audience[]> {
  return rpc<'grant_audiences', Audience[]>('grant_audiences')
}

/** What a grant would do; changes nothing. Throws AppError: `invalid_request`, `not_permitted`. */
export function previewGrant({ grants, ...rest }: GrantRequest): Promise<GrantPreview> {
  return previewInParts(grants, (part) =>
    rpc<'preview_grant', GrantPreview>('preview_grant', { ...withBudget(rest), grants: part }),
  )
}

/** Grants, all or nothing. Throws AppError: `insufficient_budget`, `programme_closed`, `out_of_scope`, `grant_cap_exceeded` … */
export function grantPoints({ grants, ...rest }: GrantRequest): Promise<Granted> {
  const what = { ...withBudget(rest), grants }
  return underOneKey('grant', what, (idempotency_key) =>
    rpc<'grant_points', Granted>('grant_points', { ...what, idempotency_key }),
  )
}

function withBudget({ programme_id, budget_account }: Omit<GrantRequest, 'grants'>) {
  return { programme_id, ...(budget_account ? { budget_account } : {}) }
}
