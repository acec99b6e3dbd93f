create function private.refuse_change() returns trigger
language plpgsql set search_path = '' as $$
begin
  raise exception '% is append only: % is refused', tg_table_name, lower(tg_op)
    using errcode = 'restrict_violation', hint = 'A correction is a new row.';
end
$$;

comment on function private.refuse_change() is
  'Trigger (per statement, so that inserts pay nothing): refuses update, delete and truncate of an append-only table, to everybody.';
