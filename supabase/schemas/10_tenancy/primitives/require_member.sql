create function private.require_member(out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
declare
  member_status text;
  tenant_status text;
begin
  if auth.uid() is null then
    perform private.fail('not_signed_in', 401);
  end if;
  select m.tenant_id, m.id, m.status, t.status into tenant_id, member_id, member_status, tenant_status
  from public.members m
  join public.tenants t on t.id = m.tenant_id
  where m.user_id = auth.uid();
  if member_id is null then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.refuse_member(member_status, tenant_status);
end
$$;

comment on function private.require_member() is
  'The active member who calls, or the refusal. Errors: not_signed_in, not_permitted (a guest, or nobody''s account), member_suspended, member_departed, tenant_suspended.';
