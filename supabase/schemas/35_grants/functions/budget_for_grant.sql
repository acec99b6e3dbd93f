create function private.budget_for_grant(tenant_id uuid, granted_by uuid, recipient_ids uuid[]) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  budget uuid;
begin
  if private.has_role('hr_manager') then
    return private.budget_account_id(tenant_id);
  end if;
  -- Of several departments the deepest that holds all recipients pays.
  select private.budget_account_id(d.id) into budget
  from public.departments d
  where d.tenant_id = budget_for_grant.tenant_id
    and d.id = any (private.administered_department_ids())
    and not exists (
      select
      from public.members m
      join public.departments o on o.tenant_id = m.tenant_id and o.id = m.department_id
      where m.tenant_id = d.tenant_id and m.id = any (recipient_ids) and d.id <> all (o.path)
    )
  order by cardinality(d.path) desc
  limit 1;
  if budget is not null then
    return budget;
  end if;
  select private.budget_account_id(m.department_id) into budget
  from public.members m
  join public.groups g on g.tenant_id = m.tenant_id and g.id = any (private.administered_group_ids())
  where m.tenant_id = budget_for_grant.tenant_id and m.id = granted_by
    and not exists (
      select
      from unnest(recipient_ids) r (id)
      where not exists (
        select from public.group_members b where b.tenant_id = g.tenant_id and b.group_id = g.id and b.member_id = r.id
      )
    )
  limit 1;
  if budget is null then
    perform private.fail('out_of_scope', 403);
  end if;
  return budget;
end
$$;

comment on function private.budget_for_grant(uuid, uuid, uuid[]) is
  'The budget that pays when the caller grants to these members: of the company for an HR manager, of the administered department for its admin, of the own department for a group admin. Errors: out_of_scope (somebody is outside every scope of the caller).';
