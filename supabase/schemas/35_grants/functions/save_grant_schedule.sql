create function public.save_grant_schedule(schedule jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  fields constant text[] := '{id,name,programme_id,budget_account_id,kind,amount,amount_per_year,days_ahead,leap_day,festival_dates,day_of_month,audience_kind,audience_id,min_service_days,starts_on,active,note}';
  saved public.grant_schedules;
begin
  if not private.has_role('hr_manager') then
    perform private.fail('not_permitted', 403);
  end if;
  if jsonb_typeof(schedule) is distinct from 'object' or exists (
    select from jsonb_object_keys(schedule) k where k <> all (fields)
  ) then
    perform private.fail('invalid_request', 400, '{"field": "schedule", "problem": "unknown_field"}');
  end if;
  if schedule ? 'amount' and schedule -> 'amount' <> '0' and private.whole_amount(schedule -> 'amount') is null then
    perform private.fail('invalid_amount', 400);
  end if;
  perform private.refuse_unclean_text('note', schedule ->> 'note');
  if schedule ->> 'id' is not null then
    select s.* into saved
    from public.grant_schedules s
    where s.tenant_id = caller.tenant_id and s.id = private.uuid_or_null(schedule ->> 'id')
    for no key update;
    if saved.id is null then
      perform private.fail('schedule_not_found', 404);
    end if;
  end if;
  saved := private.write_schedule(caller.tenant_id, saved, schedule - 'id');
  return to_jsonb(saved) - '{tenant_id,looked_at,department_id,group_id}'::text[];
end
$$;

comment on function public.save_grant_schedule(jsonb) is
  'Adds a schedule, or changes the given fields of the one with the id: {id, name, programme_id, budget_account_id, kind, amount, amount_per_year, days_ahead, leap_day, festival_dates, day_of_month, audience_kind, audience_id, min_service_days, starts_on, active, note}; see the table. Gives the row. For HR managers. Errors: not_permitted, schedule_not_found, name_taken, programme_not_found, account_not_found, department_not_found, group_not_found, invalid_amount, invalid_request {field, problem: the rule that is broken}.';

grant execute on function public.save_grant_schedule(jsonb) to authenticated;
