create function public.run_grant_schedules(company uuid default null, max_people integer default 10000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  candidate record;
  schedule public.grant_schedules;
  run public.grant_schedule_runs;
  runs jsonb := '[]';
  served uuid[] := '{}';
  people bigint := 0;
  points bigint := 0;
  more boolean := false;
begin
  -- Expiry locks people of several companies in an order of its own: while it runs, this waits, and the other way round.
  perform pg_advisory_xact_lock_shared(hashtextextended('expire_points', 0));
  for candidate in
    select s.tenant_id, s.id
    from public.grant_schedules s
    join public.tenants t on t.id = s.tenant_id
    where s.active and t.status = 'active' and s.tenant_id = coalesce(company, s.tenant_id)
      and (
        company is not null or s.looked_at is null or s.looked_at not between private.clock() - interval '1 hour' and private.clock()
        or (s.looked_at at time zone t.time_zone)::date < (private.clock() at time zone t.time_zone)::date
      )
    order by s.looked_at nulls first, s.id
  loop
    if candidate.tenant_id = any (served) or people >= max_people then
      more := true;
      continue;
    end if;
    -- Another machine is at this company: it will see to it.
    continue when not pg_try_advisory_xact_lock(hashtextextended('grant schedules ' || candidate.tenant_id, 0));
    select s.* into schedule
    from public.grant_schedules s
    where s.tenant_id = candidate.tenant_id and s.id = candidate.id and s.active
    for no key update skip locked;
    continue when schedule.id is null;
    run := private.run_schedule(schedule, (max_people - people)::integer);
    if run.id is null then
      update public.grant_schedules s set looked_at = private.clock() where s.tenant_id = schedule.tenant_id and s.id = schedule.id;
    else
      runs := runs || jsonb_build_object(
        'tenant_id', run.tenant_id, 'schedule_id', run.schedule_id, 'people', run.people, 'points', run.points, 'skipped', run.skipped,
        'grant_id', run.grant_id, 'error', run.error_code
      );
    end if;
    if run.grant_id is not null then
      served := served || candidate.tenant_id;
      people := people + run.people;
      points := points + run.points;
    end if;
  end loop;
  return jsonb_build_object('people', people, 'points', points, 'more', more, 'runs', runs);
end
$$;

-- One grant per company and call: a transaction that has locked the wallets of one grant must not go on to lock those of another, or two
-- of them could wait for each other. Two machines never wait for each other either: a company whose lock is taken is left to its holder.
comment on function public.run_grant_schedules(uuid, integer) is
  'Job: grants what schedules owe today, of all companies or of one, to about so many people at most, one grant per company and call. A schedule with nothing to do is looked at again after an hour, on a new day, after a change, or when its company is named. Gives {people, points, more, runs: [{tenant_id, schedule_id, people, points, skipped, grant_id, error}]}; with more, call again. Twice, late or on two machines grants nobody twice. For the platform (service_role).';

grant execute on function public.run_grant_schedules(uuid, integer) to service_role;
