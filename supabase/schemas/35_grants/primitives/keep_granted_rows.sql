create function private.keep_granted_rows() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception 'Row % of the import has been granted and stays as it is', old.row_no
    using errcode = 'restrict_violation', hint = 'Revoke the grant instead, or add a row.';
end
$$;

comment on function private.keep_granted_rows() is 'Trigger: what was granted can be looked up in the import as it was.';
