create function private.administered_group_ids() returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(r.group_id), '{}')
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.member_roles r on r.tenant_id = m.tenant_id and r.member_id = m.id
  where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active' and r.role = 'group_admin'
$$;

comment on function private.administered_group_ids() is 'The groups the caller administers.';

grant execute on function private.administered_group_ids() to authenticated;
