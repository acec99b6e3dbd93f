create function private.member_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: every policy asks.
  return (
    select m.id
    from public.members m
    join public.tenants t on t.id = m.tenant_id
    where m.user_id = auth.uid() and m.status = 'active' and t.status = 'active'
  );
end
$$;

comment on function private.member_id() is
  'The member who calls, or null: for a guest, for an invited, suspended or departed member, and in a suspended tenant. Looked up, so leaving a company ends access at the next query.';

grant execute on function private.member_id() to authenticated;
