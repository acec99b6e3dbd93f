create function private.add_refund_rules_of_new_tenants() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.refund_rules (tenant_id, state, policy, restore_days)
  select a.id, r.state, r.policy, r.restore_days
  from added a
  cross join (
    values
      ('holder_left', 'back_to_budget', null::integer),
      ('card_void', 'back_to_budget', null),
      ('lot_expired', 'restore_days', 7),
      ('programme_closed', 'restore_days', 30)
  ) r (state, policy, restore_days);
  return null;
end
$$;

comment on function private.add_refund_rules_of_new_tenants() is
  'Trigger (per statement): gives new companies the usual rules of refunds: points of those who have gone return to the budget, points of those who are there come back.';
