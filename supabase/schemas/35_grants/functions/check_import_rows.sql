create function private.check_import_rows(row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  import record;
begin
  for import in
    select r.tenant_id, r.import_id, array_agg(r.id) as row_ids
    from public.grant_import_rows r
    where r.id = any (check_import_rows.row_ids) and r.import_id is not null
    group by r.tenant_id, r.import_id
    order by r.import_id
  loop
    update public.grant_import_rows r
    set status = case when p.code is null then 'waiting' else 'refused' end,
      error_code = p.code, error_details = p.details, checked_at = private.clock()
    from private.import_row_problems(import.tenant_id, import.import_id, import.row_ids) p
    where r.id = p.row_id;
    update public.grant_imports i set state = 'open'
    where i.tenant_id = import.tenant_id and i.id = import.import_id and i.state = 'done'
      and exists (select from public.grant_import_rows r where r.import_id = import.import_id and r.status = 'waiting');
  end loop;
end
$$;

comment on function private.check_import_rows(bigint[]) is
  'Checks rows as a run would and refuses those with a problem, so that whoever filled them sees it at once. An import that was done and has rows waiting is open again.';
