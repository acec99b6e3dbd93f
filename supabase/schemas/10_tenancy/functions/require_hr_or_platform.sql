create function private.require_hr_or_platform(out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  if private.called_by_platform() then
    return;
  end if;
  select m.tenant_id, m.member_id into tenant_id, member_id from private.require_member() m;
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
end
$$;

comment on function private.require_hr_or_platform() is
  'The calling HR manager with the company, nulls for the platform, or the refusal. Errors: those of private.require_member(), not_permitted.';
