create function private.return_pack_choices(tenant_id uuid, order_id uuid) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_held public.pack_entitlements;
  v_points bigint;
  v_budget uuid;
begin
  select e.* into v_held
  from public.orders o
  join public.pack_entitlements e on e.tenant_id = o.tenant_id and e.id = o.entitlement_id
  where o.tenant_id = return_pack_choices.tenant_id and o.id = return_pack_choices.order_id
  for no key update of e;
  if not found then
    return;
  end if;
  update public.pack_choices c
  set returned_at = private.clock()
  where c.tenant_id = return_pack_choices.tenant_id and c.order_id = return_pack_choices.order_id and c.returned_at is null;

  v_points := -private.count_pack_uses(v_held) * v_held.value_points;
  if v_held.state = 'open' then
    perform private.post_pack_movement(
      tenant_id, 'pack_return', v_held.grant_id, private.system_account_id(tenant_id, 'redeemed'),
      private.system_account_id(tenant_id, 'committed'), v_points, order_id
    );
    return;
  end if;
  -- Nobody can choose again: the points go where all that was not redeemed went.
  v_budget := (select g.budget_account_id from public.pack_grants g where g.tenant_id = v_held.tenant_id and g.id = v_held.grant_id);
  update public.ledger_accounts a set balance = a.balance + v_points
  where a.tenant_id = return_pack_choices.tenant_id and a.id = v_budget;
  update public.pack_entitlements e set returned_points = e.returned_points + v_points
  where e.tenant_id = return_pack_choices.tenant_id and e.id = v_held.id;
  perform private.post_pack_movement(
    tenant_id, 'pack_return', v_held.grant_id, private.system_account_id(tenant_id, 'redeemed'), v_budget, v_points, order_id
  );
end
$$;

comment on function private.return_pack_choices(uuid, uuid) is
  'Gives the slots of an order back that is being cancelled or refunded and that the caller has locked; when its use is no longer begun, the points of the use, too: to the committed account, or to the budget if the entitlement has expired or is void. Nothing for orders that are not out of a pack.';
