create function private.forget_old_attempts() returns void
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
begin
  delete from private.sign_in_attempts a where (a.bucket, a.key) in (
    select o.bucket, o.key from private.sign_in_attempts o
    where o.touched_at < moment - interval '2 days' order by o.touched_at limit 5 for update skip locked
  );
  delete from private.sign_in_turns t where (t.queue, t.source_key) in (
    select o.queue, o.source_key from private.sign_in_turns o
    where o.due_at < moment - limits.turn_is_kept order by o.due_at limit 5 for update skip locked
  );
  delete from private.card_sources s where (s.tenant_id, s.card_id, s.source_key) in (
    select o.tenant_id, o.card_id, o.source_key from private.card_sources o
    where o.last_success_at < moment - limits.known_for order by o.last_success_at limit 5 for update skip locked
  );
end
$$;

comment on function private.forget_old_attempts() is
  'Removes a few outdated rows. Called last in each refused sign-in, which adds at most three: so the tables shrink again by themselves and no job is needed. It waits for no lock.';
