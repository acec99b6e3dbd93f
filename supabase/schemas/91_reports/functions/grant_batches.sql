create function public.grant_batches(before text default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  page_size constant integer := 20;
  caller constant record := private.require_member();
  sees_all constant boolean := private.has_role('hr_manager');
  before_id constant uuid := private.uuid_or_null(before);
begin
  if not (sees_all or private.has_role('department_admin') or private.has_role('group_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  if before is not null and before_id is null then
    perform private.fail('invalid_request', 400, '{"field": "before", "problem": "malformed"}');
  end if;
  return (
    with rows as materialized (
      -- Keys are in the order of time. An import stands where its first part was granted.
      select g.id, coalesce(g.import_id, g.id) as batch_id, row_number() over (order by g.id desc) as place
      from public.grants g
      where g.tenant_id = caller.tenant_id and (before_id is null or g.id < before_id)
        and (sees_all or g.granted_by = caller.member_id)
        and not exists (
          select
          from public.grants e
          where e.tenant_id = g.tenant_id and e.import_id = g.import_id and e.id < g.id
        )
      order by g.id desc
      limit page_size + 1
    )
    select jsonb_build_object(
      'batches', coalesce(
        jsonb_agg(private.grant_batch(caller.tenant_id, r.batch_id) order by r.place) filter (where r.place <= page_size), '[]'
      ),
      'next', case when max(r.place) > page_size then (array_agg(r.id order by r.place))[page_size] end
    )
    from rows r
  );
end
$$;

comment on function public.grant_batches(text) is
  'Grants and imports, newest first, 20 a page. Takes next of the page before (null: the newest); gives {batches: [{batch_id, kind: grant | import | schedule | card, name, programme_id, programme_name, translations, members, total_points, created_at, granted_by_name, revoked: no | partly | fully, state}], next}. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, invalid_request, and the refusals of private.require_member().';

grant execute on function public.grant_batches(text) to authenticated;
