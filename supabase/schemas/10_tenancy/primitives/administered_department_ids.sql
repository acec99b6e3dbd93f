create function private.administered_department_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select coalesce(array_agg(r.department_id), '{}')
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active' and r.role = 'department_admin'
  );
end
$$;

comment on function private.administered_department_ids() is
  'The departments whose subtrees the caller administers. A department d lies within them where d.path && private.administered_department_ids().';

grant execute on function private.administered_department_ids() to authenticated;
