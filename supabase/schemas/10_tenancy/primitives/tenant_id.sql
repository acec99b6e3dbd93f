create function private.tenant_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  own_tenant uuid;
begin
  select m.tenant_id into own_tenant
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active';
  if own_tenant is null then
    select c.tenant_id into own_tenant
    from public.cards c
    where c.user_id = auth.uid() and c.id = private.card_id();
  end if;
  return own_tenant;
end
$$;

comment on function private.tenant_id() is
  'The tenant of the active member or of the usable card that calls, or null.';

grant execute on function private.tenant_id() to authenticated;
