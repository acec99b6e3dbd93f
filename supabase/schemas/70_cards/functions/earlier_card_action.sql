create function private.earlier_card_action(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select a.request_hash, a.answer into earlier
  from private.card_actions a
  where a.tenant_id = earlier_card_action.tenant_id and a.actor_id is not distinct from auth.uid()
    and a.idempotency_key = earlier_card_action.idempotency_key;
  if earlier.request_hash <> earlier_card_action.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_card_action(uuid, text, bytea) is
  'The answer that the caller got for this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';
