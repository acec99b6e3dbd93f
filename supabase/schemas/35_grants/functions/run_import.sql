create function private.run_import(import public.grant_imports, max_rows integer) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  row_ids bigint[];
begin
  if max_rows is null or max_rows not between 1 and 5000 then
    perform private.fail('invalid_request', 400, '{"field": "max_rows", "problem": "range"}');
  end if;
  update public.grant_imports i set state = 'running', error_code = null, error_details = null
  where i.tenant_id = import.tenant_id and i.id = import.id;
  row_ids := array(
    select r.id
    from public.grant_import_rows r
    where r.import_id = import.id and r.status = 'waiting'
    order by r.row_no
    limit max_rows
  );
  for attempt in 1..5 loop
    begin
      perform private.grant_import_rows(import, row_ids);
      exit;
    exception
      when sqlstate 'PGRST' then
        -- Somebody left, or another grant took somebody to the cap, since the rows were checked: the next check finds it.
        if attempt = 5 or private.refusal_from(sqlerrm) ->> 'code' not in ('grant_cap_exceeded', 'member_not_found') then
          raise;
        end if;
    end;
  end loop;
  update public.grant_imports i set state = 'done'
  where i.tenant_id = import.tenant_id and i.id = import.id
    and not exists (select from public.grant_import_rows r where r.import_id = import.id and r.status = 'waiting');
end
$$;

comment on function private.run_import(public.grant_imports, integer) is
  'Grants or refuses the next waiting rows of an import that the caller has locked. Errors: insufficient_budget {needed, available}, invalid_request.';
