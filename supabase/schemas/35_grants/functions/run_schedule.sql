create function private.run_schedule(schedule public.grant_schedules, max_people integer) returns public.grant_schedule_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  today constant date := (private.clock() at time zone (select t.time_zone from public.tenants t where t.id = schedule.tenant_id))::date;
  run public.grant_schedule_runs;
  refusal jsonb;
begin
  for attempt in 1..5 loop
    begin
      return private.settle_occasions(schedule, today, max_people);
    exception
      when sqlstate 'PGRST' then
        refusal := private.refusal_from(sqlerrm);
        -- Somebody left, or came to the cap by another grant, while this ran: the next look finds it.
        exit when refusal ->> 'code' not in ('grant_cap_exceeded', 'member_not_found');
    end;
  end loop;
  insert into public.grant_schedule_runs as r (tenant_id, schedule_id, day, people, points, error_code, error_details)
  select schedule.tenant_id, schedule.id, today, count(*), coalesce(sum(o.points), 0), refusal ->> 'code', refusal -> 'details'
  from private.schedule_occasions(schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead) o
  on conflict (schedule_id, day, error_code) where error_code is not null do update
  set attempts = r.attempts + 1, last_at = private.clock(), people = excluded.people, points = excluded.points,
    error_details = excluded.error_details
  returning r.* into run;
  perform private.notify_hr(
    schedule.tenant_id, 'schedule_failed',
    refusal || jsonb_build_object('schedule_id', schedule.id, 'name', schedule.name), 'schedule_run:' || run.id
  );
  return run;
end
$$;

comment on function private.run_schedule(public.grant_schedules, integer) is
  'Runs a schedule that the caller has locked, for today in the company''s time zone. What stands in its way (insufficient_budget, programme_closed …) changes nothing, is recorded once a day and told to HR; it is tried again. Gives the run, null when nothing is due.';
