create function public.grant_audiences() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  hr constant boolean := private.has_role('hr_manager');
begin
  if not (hr or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  return (
    with
      people as materialized (
        select m.id, m.department_id
        from public.members m
        where m.tenant_id = caller.tenant_id and m.status in ('active', 'invited')
      ),
      heads as materialized (
        select above.id, count(*) as members
        from people p
        join public.departments d on d.tenant_id = caller.tenant_id and d.id = p.department_id
        cross join unnest(d.path) above (id)
        group by above.id
      ),
      units as (
        select 1 as part, 'everyone' as kind, t.id, null::uuid as parent_id, t.name, t.translations, 0 as depth,
          '{}'::text[] as place, (select count(*) from people) as members
        from public.tenants t
        where hr and t.id = caller.tenant_id
        union all
        select 2, 'department', d.id, d.parent_id, d.name, d.translations, d.depth + hr::integer, d.place,
          coalesce(h.members, 0)
        from private.departments_in_scope(caller.tenant_id, hr) d
        left join heads h on h.id = d.id
        union all
        select 3, 'group', g.id, null, g.name, g.translations, 0, array[g.name], (
          select count(*)
          from public.group_members b
          join people p on p.id = b.member_id
          where b.tenant_id = g.tenant_id and b.group_id = g.id
        )
        from public.groups g
        where g.tenant_id = caller.tenant_id and (hr or g.id = any (private.administered_group_ids()))
      )
    select coalesce(
      jsonb_agg(to_jsonb(u) - '{part,place}'::text[] order by u.part, u.place), '[]'
    )
    from units u
  );
end
$$;

comment on function public.grant_audiences() is
  'Whom the caller may grant to as a whole: [{kind, id, parent_id, name, translations, depth, members}], everybody first (kind everyone, HR managers only), then departments as a tree in reading order, then groups. members counts who would receive: the active and the invited of the subtree. parent_id is null at the top of what the caller sees. For HR managers (the company), department admins (their subtrees) and group admins (their groups). Errors: not_signed_in, not_permitted.';

grant execute on function public.grant_audiences() to authenticated;
