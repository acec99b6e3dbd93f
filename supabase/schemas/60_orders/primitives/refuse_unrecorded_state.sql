create function private.refuse_unrecorded_state() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- No state is ever left and entered again, so one event per change is proof enough.
  if not exists (
    select
    from public.order_events e
    where e.tenant_id = new.tenant_id and e.order_id = new.id and e.from_state = old.state and e.to_state = new.state
  ) then
    raise exception 'the state of an order is changed by advance_order or cancel_order' using errcode = 'check_violation';
  end if;
  return new;
end
$$;

comment on function private.refuse_unrecorded_state() is
  'Trigger of orders: a state changes only when the change was recorded first, which private.transition_order alone does. Stops an administrator who edits the row in Studio and would so lose refund and history.';
