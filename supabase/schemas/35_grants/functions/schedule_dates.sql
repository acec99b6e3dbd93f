create function private.schedule_dates(schedule public.grant_schedules, first_date date, last_date date)
returns table (occasion date, period date)
language sql immutable set search_path = '' as $$
  select d.occasion, d.period
  from (
    select f.occasion, f.occasion as period
    from unnest(schedule.festival_dates) f (occasion)
    where schedule.kind = 'festival'
    union
    select least(m.month::date + schedule.day_of_month - 1, (m.month + interval '1 month')::date - 1), m.month::date
    from generate_series(date_trunc('month', first_date::timestamp), last_date::timestamp, interval '1 month') m (month)
    where schedule.kind = 'monthly'
  ) d
  where d.occasion between first_date and last_date
$$;

comment on function private.schedule_dates(public.grant_schedules, date, date) is
  'The dates of a festival or monthly schedule in this span, both ends included; the 31st of a shorter month is its last day. Nothing for birthdays and anniversaries, whose dates are each person''s own.';
