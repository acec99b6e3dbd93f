create function private.try_refused_rows_again() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.grant_import_rows r
  set status = 'waiting', error_code = null, error_details = null
  where r.import_id = new.id and r.status = 'refused';
  return null;
end
$$;

comment on function private.try_refused_rows_again() is
  'Trigger: when an import begins to run, by a call or by state = running in Studio, rows that were refused try again: somebody may have been hired, a programme opened.';
