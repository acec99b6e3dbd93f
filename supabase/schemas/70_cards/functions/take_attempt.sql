create function private.take_attempt(
  wanted_bucket text, wanted_key bytea, free_attempts int, first_delay interval
) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  held private.sign_in_attempts;
begin
  held := private.hold_attempts(wanted_bucket, wanted_key);
  if held.blocked_until > moment then
    return held.blocked_until - moment;
  end if;
  held.failures := held.failures || moment;
  if cardinality(held.failures) >= free_attempts then
    held.blocked_until := moment + least(first_delay * (2 ^ least(held.blocks, 20)), limits.longest_delay);
    held.blocks := held.blocks + 1;
  end if;
  update private.sign_in_attempts a
  set failures = held.failures, blocks = held.blocks, blocked_until = held.blocked_until, touched_at = moment
  where a.bucket = wanted_bucket and a.key = wanted_key;
  return null;
end
$$;

comment on function private.take_attempt(text, bytea, int, interval) is
  'Takes one attempt out of a bucket before anything is evaluated, and keeps the row locked: null, or how long to wait. The attempt that uses up the window starts a delay, which doubles each time until there was quiet for a day.';
