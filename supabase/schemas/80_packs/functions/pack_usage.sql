create function public.pack_usage(grant_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_caller constant record := private.require_member();
  v_grant public.pack_grants;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  select * into v_grant
  from public.pack_grants g
  where g.tenant_id = v_caller.tenant_id and g.id = pack_usage.grant_id
    and (private.has_role('hr_manager') or g.granted_by = v_caller.member_id);
  if not found then
    perform private.fail('grant_not_found', 404);
  end if;
  return (
    select jsonb_build_object(
      'grant_id', v_grant.id, 'pack_id', v_grant.pack_id, 'recipients', v_grant.entitlements, 'total_points', v_grant.total_points,
      'voided_at', v_grant.voided_at, 'too_few', count(distinct e.holder_id) < 5,
      'figures', case when count(distinct e.holder_id) >= 5 then jsonb_build_object(
        'uses_total', sum(e.uses_total), 'uses_begun', sum(e.uses_begun), 'uses_done', sum(e.uses_done),
        'uses_open', coalesce(sum(e.uses_total - e.uses_begun) filter (where e.state = 'open'), 0),
        'returned_points', sum(e.returned_points)
      ) end
    )
    from public.pack_entitlements e
    where e.tenant_id = v_caller.tenant_id and e.grant_id = v_grant.id
  );
end
$$;

comment on function public.pack_usage(uuid) is
  'How far a grant of packs has been chosen: {grant_id, pack_id, recipients, total_points, voided_at, too_few, figures: null or {uses_total, uses_begun, uses_done, uses_open, returned_points}}. No figures where fewer than five hold it: nobody''s choice shows. HR managers; admins for what they granted. Errors: not_permitted, grant_not_found.';

grant execute on function public.pack_usage(uuid) to authenticated;
