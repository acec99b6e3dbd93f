create function private.settled_by_grant(tenant_id uuid, account_ids uuid[], amounts bigint[]) returns bigint
language sql stable security definer set search_path = '' as $$
  select case
    when (select count(distinct u.id) from unnest(settled_by_grant.account_ids) u (id)) < 5 then null
    when count(distinct d.account_id) between 1 and 4 then null
    else coalesce(sum(p.amount), 0)::bigint
  end
  from private.plan_settlement(settled_by_grant.tenant_id, settled_by_grant.account_ids, settled_by_grant.amounts) p
  join public.point_debts d on d.tenant_id = settled_by_grant.tenant_id and d.id = p.debt_id
$$;

comment on function private.settled_by_grant(uuid, uuid[], bigint[]) is
  'How many points of a grant would settle debts, for its preview: null where fewer than five people receive, or fewer than five but somebody owes, because a debt is what a person had spent.';
