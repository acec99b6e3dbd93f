create function private.read_corrected_row() returns trigger
language plpgsql set search_path = '' as $$
begin
  new.status := 'waiting';
  new.error_code := null;
  new.error_details := null;
  new.checked_at := null;
  if row(new.company, new.import_name) is distinct from row(old.company, old.import_name) then
    new.tenant_id := null;
    new.import_id := null;
    new.row_no := null;
  end if;
  return new;
end
$$;

comment on function private.read_corrected_row() is
  'Trigger: a row whose text somebody corrects waits again, without its old error; with another company or import name it moves there.';
