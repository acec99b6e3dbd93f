create function private.lock_key(tenant_id uuid, idempotency_key text) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if idempotency_key is null or length(idempotency_key) not between 8 and 100 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'idempotency_key', 'problem', 'length'));
  end if;
  perform pg_advisory_xact_lock(hashtextextended(lock_key.tenant_id::text || lock_key.idempotency_key, 0));
end
$$;

comment on function private.lock_key(uuid, text) is
  'Lets calls with one idempotency key through one after another, to the end of the transaction, so that the second one finds the first one''s answer. Errors: invalid_request (a key is 8 to 100 characters).';
