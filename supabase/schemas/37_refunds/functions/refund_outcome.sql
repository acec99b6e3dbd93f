create function private.refund_outcome(
  state text, policy text, restore_days integer, expires_at timestamptz, today date, time_zone text,
  out destination text, out valid_until timestamptz
)
language sql immutable parallel safe set search_path = '' as $$
  select
    case
      when state is null or policy = 'restore_days' then 'lot'
      when policy = 'back_to_budget' then 'budget'
      else 'expired'
    end,
    case
      when state is null then expires_at
      when policy = 'restore_days' then greatest(expires_at, private.end_of_day(today + restore_days, time_zone))
    end
$$;

comment on function private.refund_outcome(text, text, integer, timestamptz, date, text) is
  'The whole table of refunds: for a state (private.refund_state) and a policy, where the points go (lot, budget, expired) and how long the lot is valid then. "today" is the day in time_zone.';
