create function private.repeated_order(tenant_id uuid, buyer_id uuid, idempotency_key text, request_hash bytea) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_order record;
begin
  select o.id, o.order_no, o.total_points, o.placed_at, o.request_hash into v_order
  from public.orders o
  where o.tenant_id = repeated_order.tenant_id and o.buyer_id = repeated_order.buyer_id
    and o.idempotency_key = repeated_order.idempotency_key;
  if not found then
    return null;
  elsif v_order.request_hash <> repeated_order.request_hash then
    perform private.fail('idempotency_mismatch', 409);
  end if;
  -- The first answer, even when the order has been shipped or cancelled since.
  return private.order_answer(v_order.id, v_order.order_no, v_order.total_points, v_order.placed_at);
end
$$;

comment on function private.repeated_order(uuid, uuid, text, bytea) is
  'The answer to the order which the buyer placed under this key, or null if there is none yet. Errors: idempotency_mismatch (it was another request).';
