create function public.preview_schedule(schedule_id uuid, days integer default 31) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  schedule public.grant_schedules;
  today date;
  available bigint;
begin
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
  if days is null or days not between 1 and 366 then
    perform private.fail('invalid_request', 400, '{"field": "days", "problem": "range"}');
  end if;
  select s.* into schedule
  from public.grant_schedules s
  where s.tenant_id = caller.tenant_id and s.id = preview_schedule.schedule_id;
  if schedule.id is null then
    perform private.fail('schedule_not_found', 404);
  end if;
  select (private.clock() at time zone t.time_zone)::date, a.balance into today, available
  from public.tenants t
  join public.ledger_accounts a on a.tenant_id = t.id and a.id = coalesce(schedule.budget_account_id, private.budget_account_id(t.id))
  where t.id = caller.tenant_id;
  return (
    select jsonb_build_object(
      'schedule_id', schedule.id,
      'days', coalesce(jsonb_agg(to_jsonb(d) order by d.grant_on, d.occasion), '[]'),
      'people', coalesce(sum(d.people), 0),
      'points', coalesce(sum(d.points), 0),
      'budget_available', available
    )
    from (
      select greatest(o.occasion - schedule.days_ahead, today) as grant_on, o.occasion, count(*) as people, sum(o.points) as points
      from private.schedule_occasions(
        schedule, today + schedule.days_ahead - 31, today + schedule.days_ahead + preview_schedule.days
      ) o
      group by o.occasion
    ) d
  );
end
$$;

comment on function public.preview_schedule(uuid, integer) is
  'What a schedule would grant today and in the next days (1 to 366), as people and birthdays stand now: {schedule_id, days: [{grant_on, occasion, people, points}], people, points, budget_available}. An inactive schedule shows what it would do. Caps are applied when it happens. Changes nothing. For HR managers. Errors: not_permitted, schedule_not_found, invalid_request.';

grant execute on function public.preview_schedule(uuid, integer) to authenticated;
