create function private.hold_attempts(wanted_bucket text, wanted_key bytea) returns private.sign_in_attempts
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  held private.sign_in_attempts;
begin
  insert into private.sign_in_attempts (bucket, key) values (wanted_bucket, wanted_key) on conflict do nothing;
  select * into strict held
  from private.sign_in_attempts a
  where a.bucket = wanted_bucket and a.key = wanted_key
  for update;
  if held.touched_at < moment - interval '1 day' then
    held.blocks := 0;
  end if;
  held.failures := array(
    select f from unnest(held.failures) f where f > moment - limits.attempt_window order by f
  );
  return held;
end
$$;

comment on function private.hold_attempts(text, bytea) is
  'Locks a bucket, making it if need be, and gives it with only the failures of the window. Order of locks: card, source, guarded_batch.';
