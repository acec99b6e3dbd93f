create function private.transition_order(tenant_id uuid, order_id uuid, to_state text, actor text, note text default null) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_from_state text;
begin
  select o.state into v_from_state
  from public.orders o
  where o.tenant_id = transition_order.tenant_id and o.id = order_id
  for update;

  if not exists (
    select from public.order_transitions t
    where t.from_state = v_from_state and t.to_state = transition_order.to_state and actor = any (t.actors)
  ) then
    if to_state = 'cancelled' then
      perform private.fail('order_not_cancellable', 409, jsonb_build_object('state', v_from_state));
    end if;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_state', 'problem', 'not_after_' || v_from_state));
  end if;

  -- The event first: the trigger of orders lets no state pass that was not recorded.
  insert into public.order_events (tenant_id, order_id, from_state, to_state, actor, note)
  values (tenant_id, order_id, v_from_state, to_state, actor, note);
  update public.orders o
  set state = to_state, updated_at = private.clock()
  where o.tenant_id = transition_order.tenant_id and o.id = order_id;
end
$$;

comment on function private.transition_order(uuid, uuid, text, text, text) is
  'The only way to another state: locks the order, asks order_transitions whether the actor (buyer, platform, system) may, records the event, changes the state. Errors: order_not_cancellable {state}, invalid_request {field, problem}.';
