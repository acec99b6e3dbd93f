create function private.read_import_rows() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  unread constant bigint[] := array(select c.id from changed c where c.checked_at is null and c.status = 'waiting');
begin
  if cardinality(unread) > 0 then
    perform private.assign_import_rows(unread);
    perform private.check_import_rows(unread);
  end if;
  return null;
end
$$;

comment on function private.read_import_rows() is
  'Trigger (per statement, so that a file of thousands is read at once): finds company and import of rows that were added or corrected, and refuses those that could not be granted as they are. Never fails for what a row says.';
