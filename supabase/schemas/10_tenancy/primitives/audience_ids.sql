create function private.audience_ids() returns uuid[]
language plpgsql stable security definer set search_path = '' as $$
declare
  audiences uuid[];
begin
  select array[m.tenant_id] || d.path
    || array(select g.group_id from public.group_members g where g.tenant_id = m.tenant_id and g.member_id = m.id)
  into audiences
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  join public.departments d on d.tenant_id = m.tenant_id and d.id = m.department_id
  where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active';
  if audiences is null then
    select case when b.includes_company_offers then array[c.tenant_id] else '{}' end || c.batch_id into audiences
    from public.cards c
    join public.card_batches b on b.tenant_id = c.tenant_id and b.id = c.batch_id
    where c.user_id = auth.uid() and c.id = private.card_id();
  end if;
  return coalesce(audiences, '{}');
end
$$;

comment on function private.audience_ids() is
  'Every audience the caller belongs to: of a member the tenant, the department with its ancestors, and the groups; of a guest the card batch, and the tenant where the batch includes the company''s offers. Empty for everybody else.';

grant execute on function private.audience_ids() to authenticated;
