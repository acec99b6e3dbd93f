create function private.member_summary(tenant_id uuid, member_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'id', m.id,
    'employee_no', m.employee_no,
    'name', m.name,
    'department', jsonb_build_object('id', d.id, 'name', d.name, 'translations', d.translations),
    'roles', coalesce(
      (
        select jsonb_agg(
          jsonb_build_object('role', r.role, 'department_id', r.department_id, 'group_id', r.group_id) order by r.created_at, r.id
        )
        from public.member_roles r
        where r.tenant_id = m.tenant_id and r.member_id = m.id
      ),
      '[]'
    )
  )
  from public.members m
  join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
  where m.tenant_id = member_summary.tenant_id and m.id = member_summary.member_id
$$;

comment on function private.member_summary(uuid, uuid) is 'The member as my_profile() shows it, or null.';
