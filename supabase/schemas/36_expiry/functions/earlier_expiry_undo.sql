create function private.earlier_expiry_undo(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier record;
begin
  select u.request_hash, u.answer into earlier
  from public.expiry_undos u
  where u.tenant_id = earlier_expiry_undo.tenant_id
    and u.actor_id is not distinct from auth.uid()
    and u.idempotency_key = earlier_expiry_undo.idempotency_key;
  if earlier.request_hash <> earlier_expiry_undo.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.answer;
end
$$;

comment on function private.earlier_expiry_undo(uuid, text, bytea) is
  'The answer that undo_expiry() gave the caller for this key before, or null. Behind private.lock_key(). Errors: idempotency_mismatch.';
