create function private.settle_occasions(schedule public.grant_schedules, today date, max_people integer) returns public.grant_schedule_runs
language plpgsql volatile security definer set search_path = '' as $$
declare
  due record;
  passed record;
  capped integer[];
  run public.grant_schedule_runs;
begin
  select array_agg(o.member_id order by o.place) as member_ids, array_agg(o.account_id order by o.place) as account_ids,
    array_agg(o.occasion order by o.place) as occasions, array_agg(o.period order by o.place) as periods,
    array_agg(o.points order by o.place) as points
  into due
  from (
    select s.*, row_number() over (order by s.occasion, s.member_id) as place
    from private.schedule_occasions(schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead) s
  ) o
  where o.place <= max_people;
  if due.member_ids is null then
    return null;
  end if;
  capped := array(
    select c.place from private.cap_problems(schedule.tenant_id, schedule.programme_id, due.account_ids, due.points) c
  );
  select array_agg(u.account_id order by u.place) as account_ids, array_agg(u.points order by u.place) as points, count(*) as people
  into passed
  from unnest(due.account_ids, due.points) with ordinality u (account_id, points, place)
  where not exists (select from unnest(capped) c (place) where c.place = u.place);

  run.points := 0;
  if passed.people > 0 then
    select p.grant_id, p.total_points into run.grant_id, run.points
    from private.post_grant(
      schedule.tenant_id, schedule.programme_id, coalesce(schedule.budget_account_id, private.budget_account_id(schedule.tenant_id)),
      passed.account_ids, passed.points, array_fill(schedule.note, array[passed.people::integer]), schedule.name,
      source => 'schedule', schedule_id => schedule.id
    ) p;
  end if;
  insert into public.grant_occasions (tenant_id, schedule_id, member_id, period, occasion, points, grant_id, skipped_code)
  select schedule.tenant_id, schedule.id, u.member_id, u.period, u.occasion, u.points,
    case when c.place is null then run.grant_id end, case when c.place is not null then 'grant_cap_exceeded' end
  from unnest(due.member_ids, due.periods, due.occasions, due.points) with ordinality u (member_id, period, occasion, points, place)
  left join unnest(capped) c (place) on c.place = u.place;
  insert into public.grant_schedule_runs as r (tenant_id, schedule_id, day, people, points, skipped, grant_id)
  values (schedule.tenant_id, schedule.id, today, passed.people, run.points, cardinality(capped), run.grant_id)
  returning r.* into run;
  return run;
end
$$;

comment on function private.settle_occasions(public.grant_schedules, date, integer) is
  'Grants what a schedule owes on this day of its company, late occasions of the last 31 days included, to at most so many people in one grant; people at the programme''s cap are left out for ever. Gives the run, null when nothing is due. For private.run_schedule(), which has locked the schedule. Errors: those of private.post_grant().';
