create function private.grant_batch(tenant_id uuid, batch_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  with parts as materialized (
    select g.* from public.grants g
    where g.tenant_id = grant_batch.tenant_id and g.id = any (private.grants_of_batch(grant_batch.tenant_id, grant_batch.batch_id))
  )
  select jsonb_build_object(
    'batch_id', grant_batch.batch_id,
    'kind', case first.source when 'manual' then 'grant' else first.source end,
    'name', coalesce(i.name, first.note),
    'programme_id', p.id, 'programme_name', p.name, 'translations', p.translations,
    'members', (select sum(g.recipients) from parts g),
    'total_points', (select sum(g.total_points) from parts g),
    'created_at', first.created_at,
    'granted_by_name', m.name,
    'revoked', private.revoked_part((select array_agg(g.id) from parts g)),
    'state', coalesce(i.state, 'done')
  )
  from (select * from parts g order by g.id limit 1) first
  join public.programmes p on p.tenant_id = first.tenant_id and p.id = first.programme_id
  left join public.grant_imports i on i.tenant_id = first.tenant_id and i.id = first.import_id
  left join public.members m on m.tenant_id = first.tenant_id and m.id = first.granted_by
$$;

comment on function private.grant_batch(uuid, uuid) is 'One row of grant_batches().';
