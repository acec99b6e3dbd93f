create function private.earlier_answer(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select t.request_hash, t.answer into earlier
  from public.ledger_transactions t
  where t.tenant_id = earlier_answer.tenant_id
    and t.actor_id is not distinct from auth.uid()
    and t.idempotency_key = earlier_answer.idempotency_key;
  if earlier.request_hash <> earlier_answer.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_answer(uuid, text, bytea) is
  'The answer that the caller got for this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch (the key came with another request), invalid_request.';
