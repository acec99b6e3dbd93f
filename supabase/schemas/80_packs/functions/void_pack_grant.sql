create function public.void_pack_grant(grant_id uuid, reason text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_member();
  v_reason constant text := private.read_text(jsonb_build_object('reason', reason), 'reason', 200, true);
  v_grant public.pack_grants;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  select * into v_grant
  from public.pack_grants g
  where g.tenant_id = v_caller.tenant_id and g.id = void_pack_grant.grant_id and g.source = 'manual'
    and (private.has_role('hr_manager') or g.granted_by = v_caller.member_id)
  for no key update;
  if not found then
    perform private.fail('grant_not_found', 404);
  end if;
  if v_grant.voided_at is null then
    perform private.end_entitlements(
      v_caller.tenant_id,
      array(
        select e.id
        from public.pack_entitlements e
        where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id and e.state = 'open'
        order by e.id
        for no key update
      ),
      'void'
    );
    update public.pack_grants g set voided_at = private.clock(), voided_by = v_caller.member_id, void_reason = v_reason
    where g.tenant_id = v_caller.tenant_id and g.id = v_grant.id;
  end if;
  return (
    select jsonb_build_object(
      'grant_id', v_grant.id, 'entitlements', count(*) filter (where e.state = 'void'),
      'returned_points', coalesce(sum(e.returned_points) filter (where e.state = 'void'), 0)
    )
    from public.pack_entitlements e
    where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id
  );
end
$$;

comment on function public.void_pack_grant(uuid, text) is
  'Takes a grant of packs back: its open entitlements end, what is not begun goes back to the budget; what was chosen stays chosen, and its orders go on. A reason of 1 to 200 characters. Gives {grant_id, entitlements, returned_points}; once more, the same. HR managers; admins for what they granted. Errors: not_permitted, grant_not_found, invalid_request {field, problem}.';

grant execute on function public.void_pack_grant(uuid, text) to authenticated;
