create function private.administered_group_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select coalesce(array_agg(r.group_id), '{}')
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active' and r.role = 'group_admin'
  );
end
$$;

comment on function private.administered_group_ids() is 'The groups the caller administers.';

grant execute on function private.administered_group_ids() to authenticated;
