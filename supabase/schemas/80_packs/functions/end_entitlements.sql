create function private.end_entitlements(tenant_id uuid, entitlement_ids uuid[], state text) returns bigint
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_committed constant uuid := private.system_account_id(tenant_id, 'committed');
  v_ended record;
  v_returned bigint := 0;
begin
  perform private.lock_accounts(
    tenant_id,
    array(
      select distinct g.budget_account_id
      from public.pack_entitlements e
      join public.pack_grants g on g.tenant_id = e.tenant_id and g.id = e.grant_id
      where e.tenant_id = end_entitlements.tenant_id and e.id = any (entitlement_ids)
    )
  );
  for v_ended in
    with ended as (
      update public.pack_entitlements e
      set state = end_entitlements.state, returned_points = e.value_points * (e.uses_total - e.uses_begun)
      where e.tenant_id = end_entitlements.tenant_id and e.id = any (entitlement_ids) and e.state = 'open'
      returning e.grant_id, e.returned_points
    )
    select g.id as grant_id, g.budget_account_id, sum(e.returned_points)::bigint as points
    from ended e
    join public.pack_grants g on g.tenant_id = end_entitlements.tenant_id and g.id = e.grant_id
    group by g.id, g.budget_account_id
    order by g.id
  loop
    update public.ledger_accounts a set balance = a.balance + v_ended.points
    where a.tenant_id = end_entitlements.tenant_id and a.id = v_ended.budget_account_id;
    perform private.post_pack_movement(
      tenant_id, 'pack_return', v_ended.grant_id, v_committed, v_ended.budget_account_id, v_ended.points, null
    );
    v_returned := v_returned + v_ended.points;
  end loop;
  return v_returned;
end
$$;

comment on function private.end_entitlements(uuid, uuid[], text) is
  'Ends entitlements that are open and that the caller has locked in the order of ids (state expired or void): the points of uses that are not begun go back to the budgets that paid. Gives these points. Orders placed before stay as they are.';
