create function private.end_of_day(day date, time_zone text) returns timestamptz
language sql immutable parallel safe set search_path = '' as $$
  select (day + time '23:59:59') at time zone time_zone
$$;

comment on function private.end_of_day(date, text) is
  'The moment points stop being valid whose last day this is. 23:59:59 and not the next midnight, so that every client that shows the date shows the last day.';
