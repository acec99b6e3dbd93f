create function private.import_progress(tenant_id uuid, import_id uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'import_id', i.id,
    'state', i.state,
    'rows', count(r.id),
    'waiting', count(r.id) filter (where r.status = 'waiting'),
    'granted', count(r.id) filter (where r.status = 'granted'),
    'refused', count(r.id) filter (where r.status = 'refused'),
    'total_points', coalesce(sum(r.points), 0)
  )
  from public.grant_imports i
  left join public.grant_import_rows r on r.import_id = i.id
  where i.tenant_id = import_progress.tenant_id and i.id = import_progress.import_id
  group by i.tenant_id, i.id
$$;

comment on function private.import_progress(uuid, uuid) is
  'How far an import is: {import_id, state, rows, waiting, granted, refused, total_points}; total_points counts what has been granted.';
