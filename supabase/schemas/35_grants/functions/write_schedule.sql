create function private.write_schedule(tenant_id uuid, saved public.grant_schedules, changes jsonb) returns public.grant_schedules
language plpgsql volatile security definer set search_path = '' as $$
declare
  defaults constant jsonb := '{"days_ahead": 0, "leap_day": "feb28", "audience_kind": "everyone", "active": true}';
  rule text;
  field text;
begin
  if changes ? 'name' or saved.id is null then
    changes := changes || jsonb_build_object('name', private.read_text(changes, 'name', 100, true));
  end if;
  saved := jsonb_populate_record(saved, case when saved.id is null then defaults || changes else changes end);
  insert into public.grant_schedules as s (
    tenant_id, id, name, programme_id, budget_account_id, kind, amount, amount_per_year, days_ahead, leap_day, festival_dates, day_of_month,
    audience_kind, audience_id, min_service_days, starts_on, active, note
  )
  values (
    write_schedule.tenant_id, coalesce(saved.id, private.new_id()), saved.name, saved.programme_id, saved.budget_account_id, saved.kind,
    saved.amount, saved.amount_per_year, saved.days_ahead, saved.leap_day, saved.festival_dates, saved.day_of_month, saved.audience_kind,
    saved.audience_id, saved.min_service_days, saved.starts_on, saved.active, nullif(btrim(saved.note), '')
  )
  on conflict on constraint grant_schedules_pkey do update
  set name = excluded.name, programme_id = excluded.programme_id, budget_account_id = excluded.budget_account_id, kind = excluded.kind,
    amount = excluded.amount, amount_per_year = excluded.amount_per_year, days_ahead = excluded.days_ahead, leap_day = excluded.leap_day,
    festival_dates = excluded.festival_dates, day_of_month = excluded.day_of_month, audience_kind = excluded.audience_kind,
    audience_id = excluded.audience_id, min_service_days = excluded.min_service_days, starts_on = excluded.starts_on,
    active = excluded.active, note = excluded.note
  returning s.* into saved;
  return saved;
exception
  when unique_violation then
    perform private.fail('name_taken', 409);
  when foreign_key_violation then
    get stacked diagnostics rule = constraint_name;
    perform private.fail(
      case rule
        when 'programme_is_of_the_same_tenant' then 'programme_not_found'
        when 'budget_is_of_the_same_tenant' then 'account_not_found'
        when 'department_is_of_the_same_tenant' then 'department_not_found'
        else 'group_not_found'
      end, 404
    );
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name, field = column_name;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', coalesce(nullif(field, ''), 'schedule'), 'problem', coalesce(nullif(rule, ''), 'missing')));
  when data_exception then
    perform private.fail('invalid_request', 400, '{"field": "schedule", "problem": "value"}');
end
$$;

comment on function private.write_schedule(uuid, public.grant_schedules, jsonb) is
  'Writes a schedule: a new one, or the saved row with some fields changed; null sets a field back. Gives the row. The rules are those of the table. Errors: name_taken, programme_not_found, account_not_found, department_not_found, group_not_found, invalid_request {field, problem}.';
