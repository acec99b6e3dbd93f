create function private.sign_in_limits(
  out attempt_window interval, out card_attempts int, out source_attempts int, out known_source_attempts int,
  out source_delay interval, out known_source_delay interval, out longest_delay interval,
  out turn_interval interval, out turn_is_kept interval, out known_for interval,
  out guard_level int, out guard_drain_per_minute numeric, out guard_time interval, out guarded_turn_interval interval
)
language sql immutable parallel safe set search_path = '' as $$
  select
    interval '15 minutes', 5, 20, 5,
    interval '1 minute', interval '30 seconds', interval '1 hour',
    interval '15 seconds', interval '10 minutes', interval '180 days',
    60, 1.0, interval '1 hour', interval '5 seconds'
$$;

comment on function private.sign_in_limits() is
  'Every number of the limits on card sign-ins, in one place. Free attempts per window for a card (by strangers), for a source, and for a source known to the card; first delay after them (doubling up to longest_delay); seconds between two turns at a card, and how long a turn stays valid; level at which the trip-wire of a batch trips, how fast it drains, and how long and how densely turns are given then.';
