create function private.programme_refusal(tenant_id uuid, programme_id uuid) returns text
language plpgsql stable security definer set search_path = '' as $$
begin
  perform private.lot_rules(tenant_id, programme_id, null);
  return null;
exception
  when sqlstate 'PGRST' then
    return private.refusal_from(sqlerrm) ->> 'code';
end
$$;

comment on function private.programme_refusal(uuid, uuid) is
  'Why nothing can be granted in a programme now (programme_not_found, programme_closed), or null.';
