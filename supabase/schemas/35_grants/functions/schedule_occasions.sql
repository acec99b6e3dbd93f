create function private.schedule_occasions(schedule public.grant_schedules, first_date date, last_date date)
returns table (member_id uuid, account_id uuid, occasion date, period date, points bigint)
language sql stable security definer set search_path = '' as $$
  with
    people as materialized (select p.* from private.schedule_people(schedule) p),
    own as materialized (
      select p.*, case schedule.kind when 'birthday' then p.birthday when 'anniversary' then p.hired_on end as first_date
      from people p
      where schedule.kind in ('birthday', 'anniversary')
    ),
    found as materialized (
      select o.member_id, o.account_id, o.hired_on, o.since, private.yearly_date(o.first_date, y.year, schedule.leap_day) as occasion,
        make_date(y.year, 1, 1) as period,
        schedule.amount + coalesce(schedule.amount_per_year, 0) * (y.year - extract(year from o.first_date)::integer) as points
      from own o
      cross join generate_series(
        extract(year from schedule_occasions.first_date)::integer, extract(year from schedule_occasions.last_date)::integer
      ) y (year)
      where extract(year from o.first_date) < y.year
      union all
      select p.member_id, p.account_id, p.hired_on, p.since, d.occasion, d.period, schedule.amount
      from people p
      cross join private.schedule_dates(schedule, schedule_occasions.first_date, schedule_occasions.last_date) d
    )
  select f.member_id, f.account_id, f.occasion, f.period, f.points
  from found f
  where f.occasion between schedule_occasions.first_date and schedule_occasions.last_date
    and f.occasion >= greatest(schedule.starts_on, f.since)
    and (schedule.min_service_days is null or f.hired_on + schedule.min_service_days <= f.occasion)
    -- In a case, so that it stays a look at the key for each: as a join, while statistics are young, it would be everybody times everybody.
    and case
      when exists (
        select
        from public.grant_occasions s
        where s.tenant_id = schedule.tenant_id and s.schedule_id = schedule.id and s.member_id = f.member_id
          -- A birthday corrected across the new year is still the same one.
          and (s.period = f.period or (schedule.kind in ('birthday', 'anniversary') and abs(s.occasion - f.occasion) < 180))
      ) then false
      else true
    end
$$;

comment on function private.schedule_occasions(public.grant_schedules, date, date) is
  'The occasions of a schedule on dates from the first to the last that are not settled yet: whose, when, within which period they happen once, how many points. Both the job and the preview ask here, so that what is announced is what comes.';
