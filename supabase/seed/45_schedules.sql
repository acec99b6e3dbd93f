-- Points by the calendar. They begin a month after the demo was set up, so that a fresh demo looks the same on every day of the year.

insert into public.grant_schedules (
  tenant_id, id, name, programme_id, kind, amount, amount_per_year, days_ahead, festival_dates, day_of_month, audience_kind, audience_id,
  min_service_days, starts_on, active, note
)
select
  md5('tenant:' || tenant)::uuid, md5('schedule:' || code)::uuid, name, md5('programme:' || programme)::uuid, kind, amount, per_year, ahead,
  dates, day_of_month, case when department is null then 'everyone' else 'department' end, md5('department:' || department)::uuid,
  served, (private.clock() + interval '30 days')::date, active, note
from (
  values
    ('xinghe', 'xinghe-birthday', '生日礼遇', 'xinghe-birthday', 'birthday', 188, null::bigint, 7, null::date[], null::int, null, null::int, true, '生日快乐'),
    ('xinghe', 'xinghe-anniversary', '司龄礼', 'xinghe-incentive', 'anniversary', 100, 50, 0, null, null, null, null, true, '感谢一路同行'),
    ('xinghe', 'xinghe-mid-autumn', '中秋福利', 'xinghe-mid-autumn', 'festival', 1000, null, 3, '{2026-09-25,2027-09-15,2028-10-03}', null, null, 30, true, '中秋快乐'),
    ('changfeng', 'changfeng-birthday', '生日祝福', 'changfeng-birthday', 'birthday', 2000, null, 3, null, null, null, null, true, '生日快乐'),
    -- For the hot months; HR switches it on and off.
    ('changfeng', 'changfeng-high-temperature', '高温津贴', 'changfeng-high-temperature', 'monthly', 3000, null, 0, null, 1, 'changfeng-transport', null, false, '高温津贴')
) schedule (tenant, code, name, programme, kind, amount, per_year, ahead, dates, day_of_month, department, served, active, note);
