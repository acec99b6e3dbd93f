create function private.earlier_revocation(tenant_id uuid, idempotency_key text, request_hash bytea) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select r.id, r.request_hash into earlier
  from public.grant_revocations r
  where r.tenant_id = earlier_revocation.tenant_id
    and r.actor_id is not distinct from auth.uid()
    and r.idempotency_key = earlier_revocation.idempotency_key;
  if earlier.request_hash <> earlier_revocation.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.id;
end
$$;

comment on function private.earlier_revocation(uuid, text, bytea) is
  'The revocation that the caller made with this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';
