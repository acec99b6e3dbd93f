create function private.require_granter(grants jsonb, out tenant_id uuid, out member_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  select m.tenant_id, m.member_id into tenant_id, member_id from private.require_member() m;
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  if jsonb_typeof(grants) is distinct from 'array' or jsonb_array_length(grants) not between 1 and 20000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'grants', 'problem', 'length'));
  end if;
  perform private.refuse_crowded_entries(tenant_id, grants);
end
$$;

comment on function private.require_granter(jsonb) is
  'The calling operator, whose list of grants has 1 to 20,000 entries and means 50,000 recipients at most; or the refusal. Errors: those of private.require_member(), not_permitted, invalid_request.';
