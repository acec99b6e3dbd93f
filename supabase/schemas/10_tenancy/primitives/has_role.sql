create function private.has_role(wanted_role text, within uuid default null) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select exists (
      select
      from public.members m
      join public.tenants t on t.id = m.tenant_id
      join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
      where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active'
        and r.role = wanted_role
        and (
          within is null
          or r.group_id = within
          or exists (
            select
            from public.departments d
            where d.tenant_id = m.tenant_id and d.id = within
              and (r.department_id = any (d.path) or (r.department_id is null and r.group_id is null))
          )
          or (
            r.department_id is null
            and r.group_id is null
            and exists (select from public.groups g where g.tenant_id = m.tenant_id and g.id = within)
          )
        )
    )
  );
end
$$;

comment on function private.has_role(text, uuid) is
  'Whether the calling member has the role: at all (within null), over the department "within" (a role for a department reaches its subtree, a role for the tenant every department and group), or over the group "within".';

grant execute on function private.has_role(text, uuid) to authenticated;
