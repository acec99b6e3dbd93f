create function private.refuse_member(member_status text, tenant_status text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if tenant_status <> 'active' then
    perform private.fail('tenant_suspended', 403);
  elsif member_status = 'suspended' then
    perform private.fail('member_suspended', 403);
  elsif member_status = 'departed' then
    perform private.fail('member_departed', 403);
  elsif member_status <> 'active' then
    perform private.fail('not_permitted', 403);
  end if;
end
$$;

comment on function private.refuse_member(text, text) is
  'Raises the reason why a member of this status, in a tenant of this status, may not act; returns for an active member of an active tenant. Errors: tenant_suspended, member_suspended, member_departed, not_permitted.';
