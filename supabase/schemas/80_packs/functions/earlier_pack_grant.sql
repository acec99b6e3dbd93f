create function private.earlier_pack_grant(tenant_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_earlier record;
begin
  perform private.lock_key(tenant_id, idempotency_key);
  select g.id, g.request_hash into v_earlier
  from public.pack_grants g
  where g.tenant_id = earlier_pack_grant.tenant_id
    and g.actor_id is not distinct from auth.uid()
    and g.idempotency_key = earlier_pack_grant.idempotency_key;
  if v_earlier.request_hash <> earlier_pack_grant.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return private.pack_grant_answer(tenant_id, v_earlier.id);
end
$$;

comment on function private.earlier_pack_grant(uuid, text, bytea) is
  'The answer of the grant of packs that the caller made with this key before, or null when the key is new; waits for a call with the same key that is under way. Errors: idempotency_mismatch, invalid_request.';
