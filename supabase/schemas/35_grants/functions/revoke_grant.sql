create function public.revoke_grant(
  batch_id uuid, reason text, idempotency_key text, member_ids uuid[] default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
  request_hash constant bytea := private.request_hash('revoke_grant', batch_id::text, reason, member_ids::text);
  revocation uuid;
begin
  if reason is null or length(btrim(reason)) not between 1 and 200 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'reason', 'problem', 'length'));
  end if;
  perform private.refuse_unclean_text('reason', reason);
  revocation := private.earlier_revocation(batch.tenant_id, idempotency_key, request_hash);
  if revocation is null then
    perform private.refuse_strangers_to_batch(batch.tenant_id, batch.grant_ids, member_ids);
    revocation := private.post_revocation(
      batch.tenant_id, batch_id, batch.grant_ids, member_ids, btrim(reason), private.member_id(), idempotency_key, request_hash
    );
  end if;
  return private.revocation_answer(batch.tenant_id, revocation);
end
$$;

comment on function public.revoke_grant(uuid, text, text, uuid[]) is
  'Takes a mistaken grant, or all grants of an import, back: for everybody, or for the members (or cards) named. What is unspent returns to the budget that paid; what has been spent, net of refunds, becomes a debt that the next grants settle; what has expired is neither. The holders read the reason (1 to 200 characters). Key of the caller. Gives {revocation_id, members, returned_points, debt_points}; the points are null where fewer than five people are concerned and for any part of a batch. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, grant_not_found, member_not_found {index} (not in the batch), already_revoked (for everybody named), invalid_request, idempotency_mismatch.';

grant execute on function public.revoke_grant(uuid, text, text, uuid[]) to authenticated;
