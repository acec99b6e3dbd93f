import { rpc } from '../../core/api/call'
import { underOneKey } from '../attempt'
import type { Revoked, RevocationPreview } from './types'

/** What revoking would do, for everybody (null) or these members. Throws AppError: `grant_not_found`, `already_revoked`. */
export function previewRevocation(batchId: string, memberIds: string[] | null): Promise<RevocationPreview> {
  return rpc<'preview_revocation', RevocationPreview>('preview_revocation', {
    batch_id: batchId,
    ...(memberIds ? { member_ids: memberIds } : {}),
  })
}

/** Revokes. Throws AppError: `grant_not_found`, `already_revoked`, `out_of_scope`. */
export function revoke(batchId: string, reason: string, memberIds: string[] | null): Promise<Revoked> {
  const what = { batch_id: batchId, reason, ...(memberIds ? { member_ids: memberIds } : {}) }
  return underOneKey('revoke', what, (idempotency_key) =>
    rpc<'revoke_grant', Revoked>('revoke_grant', { ...what, idempotency_key }),
  )
}
