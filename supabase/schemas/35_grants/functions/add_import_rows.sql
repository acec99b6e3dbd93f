create function public.add_import_rows(import_id uuid, rows jsonb, first_row integer) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
  granted_row integer;
begin
  if jsonb_typeof(rows) is distinct from 'array' or jsonb_array_length(rows) not between 1 and 2000
    or exists (select from jsonb_array_elements(rows) r (item) where jsonb_typeof(r.item) <> 'object')
  then
    perform private.fail('invalid_request', 400, '{"field": "rows", "problem": "length"}');
  end if;
  if first_row is null or first_row not between 1 and 50000 or first_row - 1 + jsonb_array_length(rows) > 50000 then
    perform private.fail('invalid_request', 400, '{"field": "first_row", "problem": "range"}');
  end if;
  with
    sent as materialized (
      select first_row - 1 + s.place as row_no, left(s.item ->> 'employee_no', 200) as employee_no, left(s.item ->> 'amount', 200) as amount,
        left(s.item ->> 'note', 1000) as note
      from jsonb_array_elements(rows) with ordinality s (item, place)
    ),
    written as (
      insert into public.grant_import_rows as r (tenant_id, import_id, row_no, company, import_name, employee_no, amount, note)
      select import.tenant_id, import.id, s.row_no, t.code, import.name, s.employee_no, s.amount, s.note
      from sent s
      join public.tenants t on t.id = import.tenant_id
      order by s.row_no
      on conflict on constraint one_row_per_number do update
      set employee_no = excluded.employee_no, amount = excluded.amount, note = excluded.note
      where r.status <> 'granted' and row(r.employee_no, r.amount, r.note) is distinct from row(excluded.employee_no, excluded.amount, excluded.note)
    )
  select min(s.row_no) into granted_row
  from sent s
  join public.grant_import_rows r on r.import_id = import.id and r.row_no = s.row_no
  where r.status = 'granted' and row(r.employee_no, r.amount, r.note) is distinct from row(s.employee_no, s.amount, s.note);
  if granted_row is not null then
    perform private.fail('idempotency_mismatch', 409, jsonb_build_object('row', granted_row));
  end if;
  return private.import_progress(import.tenant_id, import.id);
end
$$;

comment on function public.add_import_rows(uuid, jsonb, integer) is
  'Adds rows [{employee_no, amount, note?}] to an import, numbered from first_row on (1 to 50,000); at most 2,000 a call. Sending a number again replaces its row while that is not granted, so a call may be repeated. A row that could not be granted is kept with its error, it never refuses the others. Gives the progress as run_grant_import() does. For HR managers, for operators their own imports, and the platform. Errors: import_not_found, invalid_request {field, problem}, idempotency_mismatch {row} (granted with other contents).';

grant execute on function public.add_import_rows(uuid, jsonb, integer) to authenticated, service_role;
