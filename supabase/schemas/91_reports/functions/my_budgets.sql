create function public.my_budgets() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  all_budgets constant boolean := private.has_role('hr_manager');
  administered constant uuid[] := private.administered_department_ids();
  groups constant uuid[] := private.administered_group_ids();
begin
  if not (all_budgets or cardinality(administered) > 0 or cardinality(groups) > 0) then
    perform private.fail('not_permitted', 403);
  end if;
  return (
    with recursive
      tree as (
        select d.id, d.path, array[to_char(d.position + 2147483648, 'FM0000000000') || d.name] as place
        from public.departments d
        where d.tenant_id = caller.tenant_id and d.parent_id is null
        union all
        select d.id, d.path, t.place || (to_char(d.position + 2147483648, 'FM0000000000') || d.name)
        from tree t
        join public.departments d on d.tenant_id = caller.tenant_id and d.parent_id = t.id
      ),
      owners as (
        select t.id, null::uuid as parent_id, t.name, t.translations, 0 as depth, '{}'::text[] as place, all_budgets as may_allocate
        from public.tenants t
        where t.id = caller.tenant_id and all_budgets
        union all
        select d.id, coalesce(d.parent_id, d.tenant_id), d.name, d.translations, cardinality(d.path), array['1'] || t.place, true
        from tree t
        join public.departments d on d.tenant_id = caller.tenant_id and d.id = t.id
        where all_budgets or d.path && administered
        union all
        select g.id, g.tenant_id, g.name, g.translations, 1, array['2', g.name], all_budgets
        from public.groups g
        where g.tenant_id = caller.tenant_id and (all_budgets or g.id = any (groups))
      )
    select jsonb_agg(
      jsonb_build_object(
        'account_id', a.id, 'owner_kind', a.owner_kind, 'owner_id', a.owner_id, 'parent_id', o.parent_id, 'name', o.name,
        'translations', o.translations, 'depth', o.depth, 'balance', a.balance, 'can_grant', true, 'can_allocate', o.may_allocate
      )
      order by o.place, o.id
    )
    from owners o
    join public.ledger_accounts a on a.owner_id = o.id and a.kind = 'budget' and a.tenant_id = caller.tenant_id
  );
end
$$;

comment on function public.my_budgets() is
  'The budgets in the caller''s scope, in the order of the tree, groups last: [{account_id, owner_kind: tenant | department | group, owner_id, parent_id, name, translations, depth, balance, can_grant, can_allocate}], balances in points; depth is 0 for the company, parent_id of the topmost ones may lie outside the scope. HR managers see all of the company, department admins their subtree, group admins their group. Errors: not_permitted, and the refusals of private.require_member().';

grant execute on function public.my_budgets() to authenticated;
