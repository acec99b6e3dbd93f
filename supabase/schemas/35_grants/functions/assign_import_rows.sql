create function private.assign_import_rows(row_ids bigint[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  insert into public.grant_imports (tenant_id, name, programme_id)
  select distinct on (t.id, btrim(r.import_name)) t.id, btrim(r.import_name), p.id
  from public.grant_import_rows r
  join public.tenants t on t.code = lower(btrim(r.company))
  join public.programmes p on p.tenant_id = t.id and p.name = btrim(r.programme)
  where r.id = any (row_ids) and r.import_id is null and length(btrim(r.import_name)) between 1 and 100
  order by t.id, btrim(r.import_name), r.id
  on conflict on constraint imports_have_distinct_names do nothing;

  -- One at a time numbers the rows of an import.
  perform
  from public.grant_imports i
  where (i.tenant_id, i.name) in (
    select t.id, btrim(r.import_name)
    from public.grant_import_rows r
    join public.tenants t on t.code = lower(btrim(r.company))
    where r.id = any (row_ids) and r.import_id is null
  )
  order by i.id
  for no key update;

  with
    found as materialized (
      select r.id, t.id as company_id, i.tenant_id, i.id as import_id, length(btrim(r.import_name)) between 1 and 100 as named,
        row_number() over (partition by i.id order by r.id) as place
      from public.grant_import_rows r
      left join public.tenants t on t.code = lower(btrim(r.company))
      left join public.grant_imports i on i.tenant_id = t.id and i.name = btrim(r.import_name)
      where r.id = any (row_ids) and r.import_id is null
    ),
    numbered as materialized (
      select i.import_id, coalesce((select max(o.row_no) from public.grant_import_rows o where o.import_id = i.import_id), 0) as up_to
      from (select distinct f.import_id from found f) i
    )
  update public.grant_import_rows r
  set tenant_id = f.tenant_id, import_id = f.import_id, row_no = case when f.import_id is not null then n.up_to + f.place end,
    status = case when f.import_id is null then 'refused' else r.status end,
    error_code = case
      when f.company_id is null then 'company_not_found'
      when f.named is not true then 'invalid_request'
      when f.import_id is null then 'programme_not_found'
    end,
    error_details = case
      when f.company_id is not null and f.named is not true then '{"field": "import_name", "problem": "length"}'::jsonb
    end,
    checked_at = case when f.import_id is null then private.clock() end
  from found f
  left join numbered n on n.import_id = f.import_id
  where r.id = f.id;
end
$$;

comment on function private.assign_import_rows(bigint[]) is
  'Finds the import of rows that name one: by company code and name, made with the row''s programme where there is none yet. Rows whose company, name or programme leads nowhere are refused: company_not_found, invalid_request {field, problem}, programme_not_found.';
