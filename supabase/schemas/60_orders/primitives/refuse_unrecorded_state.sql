create function private.refuse_unrecorded_state() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  v_last record;
begin
  select e.from_state, e.to_state into v_last
  from public.order_events as e
  where e.tenant_id = new.tenant_id and e.order_id = new.id
  order by e.id desc
  limit 1;

  if v_last.from_state is distinct from old.state or v_last.to_state is distinct from new.state then
    raise exception 'the state of an order is changed by advance_order or cancel_order' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

comment on function private.refuse_unrecorded_state() is
  'Trigger of orders: a state changes only when the change was recorded first, which private.transition_order alone does. Stops an administrator who edits the row in Studio and would so lose refund and history.';
