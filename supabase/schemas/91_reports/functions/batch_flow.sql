create function public.batch_flow(batch_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  batch constant record := private.require_batch(batch_id);
begin
  return (
    with
      flow as materialized (
        select f.department_id, f.merged, f.departments, f.members, f.granted, d.name, d.translations, f.members >= 5 as may_be_shown,
          -- Revoked in part, debts and what was returned would be those of the few whom it concerned.
          case private.revoked_part(batch.grant_ids)
            when 'partly' then f.figures || jsonb_build_object(
              'unspent', (f.figures ->> 'unspent')::bigint + (f.figures ->> 'returned')::bigint, 'returned', 0, 'debt', null, 'debt_settled', null
            )
            else f.figures
          end as figures
        from private.flow_by_group(batch.tenant_id, batch.grant_ids) f
        left join public.departments d on d.tenant_id = batch.tenant_id and d.id = f.department_id
      )
    select private.grant_batch(batch.tenant_id, coalesce(g.import_id, g.id)) || jsonb_build_object(
      'members', w.members, 'granted', w.granted, 'too_few', not w.may_be_shown,
      'figures', case when w.may_be_shown then w.figures end,
      'departments', coalesce(
        (
          select jsonb_agg(
            jsonb_build_object(
              'department_id', f.department_id, 'name', f.name, 'translations', f.translations, 'members', f.members, 'granted', f.granted
            ) || f.figures
            order by f.granted desc, f.department_id
          )
          from flow f
          where not f.merged and w.may_be_shown
        ),
        '[]'
      ),
      'merged', (
        select jsonb_build_object('departments', f.departments, 'members', f.members, 'granted', f.granted) || f.figures
        from flow f
        where f.merged and w.may_be_shown
      )
    )
    from flow w
    join public.grants g on g.tenant_id = batch.tenant_id and g.id = batch.grant_ids[1]
    where w.merged is null
  );
end
$$;

comment on function public.batch_flow(uuid) is
  'Where the points of a batch are now, in all and by department of the holders. Takes a grant or an import; gives what grant_batches() says about it, and {members, granted, too_few, figures, departments: [{department_id, name, translations, members, granted, …figures}], merged: null | {departments, members, granted, …figures}}. Figures in points: unspent, spent (net of refunds), expired, returned (to budgets), settled (debts from before) make up granted; refunded is what came back, debt what holders owe (a part of spent), debt_settled what they owed and have settled. While only a part of a batch is revoked, unspent includes returned and the debts are null. Nobody''s single purchase shows: departments under five people are merged, and a batch under five people has no figures. For HR managers (every batch of the company) and other operators (those they made). Errors: not_permitted, grant_not_found, and the refusals of private.require_member().';

grant execute on function public.batch_flow(uuid) to authenticated;
