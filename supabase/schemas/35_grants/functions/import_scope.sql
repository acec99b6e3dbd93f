create function private.import_scope(
  tenant_id uuid, import_id uuid, out everybody boolean, out department_ids uuid[], out group_ids uuid[]
)
language plpgsql stable security definer set search_path = '' as $$
declare
  operator uuid;
  budget_owner uuid;
begin
  select i.created_by, a.owner_id into operator, budget_owner
  from public.grant_imports i
  left join public.ledger_accounts a on a.tenant_id = i.tenant_id and a.id = i.budget_account_id
  where i.tenant_id = import_scope.tenant_id and i.id = import_scope.import_id;
  select operator is null or coalesce(bool_or(r.role = 'hr_manager'), false),
    coalesce(array_agg(r.department_id) filter (where r.role = 'department_admin'), '{}'),
    coalesce(array_agg(r.group_id) filter (where r.role = 'group_admin'), '{}')
  into everybody, department_ids, group_ids
  from public.members m
  join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
  where m.tenant_id = import_scope.tenant_id and m.id = operator and m.status = 'active';
  -- Whoever has moved to another department or group since cannot go on with the budget of the old one.
  if not everybody and coalesce(budget_owner <> all (group_ids), true) and not exists (
    select
    from public.departments d
    where d.tenant_id = import_scope.tenant_id and d.id = budget_owner and d.path && department_ids
  ) then
    department_ids := '{}';
    group_ids := '{}';
  end if;
end
$$;

comment on function private.import_scope(uuid, uuid) is
  'Whom an import may reach: everybody of the company (made by an HR manager or the platform), else members of these departments with their subtrees and of these groups: those whose admin its operator is now. Nobody when its budget is not in that scope any more.';
