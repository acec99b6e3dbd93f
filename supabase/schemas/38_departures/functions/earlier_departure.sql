create function private.earlier_departure(tenant_id uuid, idempotency_key text, request_hash bytea) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  earlier record;
begin
  select d.id, d.request_hash into earlier
  from public.departures d
  where d.tenant_id = earlier_departure.tenant_id
    and d.actor_id is not distinct from auth.uid()
    and d.idempotency_key = earlier_departure.idempotency_key;
  if earlier.request_hash <> earlier_departure.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  return earlier.id;
end
$$;

comment on function private.earlier_departure(uuid, text, bytea) is
  'The departure that the caller made with this key before, or null. Behind private.lock_key(). Errors: idempotency_mismatch.';
