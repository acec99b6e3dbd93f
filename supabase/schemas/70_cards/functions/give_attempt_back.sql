create function private.give_attempt_back(wanted_bucket text, wanted_key bytea, free_attempts int) returns void
language sql volatile set search_path = '' as $$
  update private.sign_in_attempts a
  set failures = a.failures[: cardinality(a.failures) - 1],
    blocks = case when cardinality(a.failures) >= free_attempts then greatest(a.blocks - 1, 0) else a.blocks end,
    blocked_until = case when cardinality(a.failures) >= free_attempts then null else a.blocked_until end
  where a.bucket = wanted_bucket and a.key = wanted_key
$$;

comment on function private.give_attempt_back(text, bytea, int) is
  'Undoes take_attempt() of the same transaction after the right PIN. It gives back that one attempt and no more: a thief''s own card must not wash away his guesses at others.';
