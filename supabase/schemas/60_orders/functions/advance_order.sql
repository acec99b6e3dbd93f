create function public.advance_order(order_id uuid, to_state text, note text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_note constant text := private.read_text(jsonb_build_object('note', note), 'note', 500, false);
  v_order record;
begin
  -- The platform names no tenant, and orders are found by tenant first: ask the index once per tenant.
  select o.tenant_id, o.state into v_order
  from public.orders o
  where o.tenant_id = any (array(select t.id from public.tenants t)) and o.id = order_id
  for update;
  if not found then
    perform private.fail('order_not_found', 404);
  end if;

  if to_state is null then
    perform private.fail('invalid_request', 400, '{"field": "to_state", "problem": "missing"}');
  elsif to_state = v_order.state then
    null;
  elsif to_state in ('cancelled', 'refunded') then
    perform private.undo_order(v_order.tenant_id, order_id, to_state, 'platform', v_note);
  else
    perform private.transition_order(v_order.tenant_id, order_id, to_state, 'platform', v_note);
  end if;
  return (
    select jsonb_build_object('order_id', o.id, 'order_no', o.order_no, 'state', o.state, 'refunded_points', o.refunded_points)
    from public.orders o
    where o.tenant_id = v_order.tenant_id and o.id = order_id
  );
end
$$;

comment on function public.advance_order(uuid, text, text) is
  'Brings an order to its next state: shipped, delivered, completed, cancelled or refunded, as order_transitions allows. note is read by the buyer: carrier and tracking number, reason (at most 500 characters). Gives {order_id, order_no, state, refunded_points}; an order in that state already stays as it is. Platform only. Errors: order_not_found, order_not_cancellable {state}, invalid_request {field, problem}.';

grant execute on function public.advance_order(uuid, text, text) to service_role;
