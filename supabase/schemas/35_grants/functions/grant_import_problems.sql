create function public.grant_import_problems(import_id uuid, after_row integer default 0) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  import constant public.grant_imports := private.reachable_import(import_id);
begin
  return private.import_progress(import.tenant_id, import.id) || (
    select jsonb_build_object(
      'name', import.name,
      'error', case when import.error_code is not null then
        jsonb_build_object('code', import.error_code, 'details', import.error_details) end,
      'problems', coalesce(jsonb_agg(jsonb_build_object(
        'row', p.row_no, 'employee_no', p.employee_no, 'amount', p.amount, 'note', p.note, 'code', p.error_code, 'details', p.error_details
      ) order by p.row_no) filter (where p.place <= 200), '[]'),
      'next_row', max(p.row_no) filter (where p.place = 200 and p.more)
    )
    from (
      select r.*, row_number() over (order by r.row_no) as place, lead(r.row_no) over (order by r.row_no) is not null as more
      from public.grant_import_rows r
      where r.import_id = import.id and r.status = 'refused' and r.row_no > coalesce(after_row, 0)
      order by r.row_no
      limit 201
    ) p
  );
end
$$;

comment on function public.grant_import_problems(uuid, integer) is
  'The refused rows of an import, 200 at a time, after the row with this number, with the progress as run_grant_import() gives it: {…, name, error: null | {code, details} (why the job stopped), problems: [{row, employee_no, amount, note, code, details}], next_row: null | pass it as after_row}. Changes nothing. For HR managers, for operators their own imports, and the platform. Errors: import_not_found.';

grant execute on function public.grant_import_problems(uuid, integer) to authenticated, service_role;
