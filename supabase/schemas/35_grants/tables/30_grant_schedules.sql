create table public.grant_schedules (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  programme_id uuid not null,
  budget_account_id uuid,
  kind text not null,
  amount bigint not null,
  amount_per_year bigint,
  days_ahead integer not null default 0,
  leap_day text not null default 'feb28',
  festival_dates date[],
  day_of_month integer,
  audience_kind text not null default 'everyone',
  audience_id uuid,
  min_service_days integer,
  starts_on date not null,
  active boolean not null default true,
  note text,
  looked_at timestamptz,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  -- One audience column serves the queries; these two let foreign keys prove what it points to.
  department_id uuid generated always as (case when audience_kind = 'department' then audience_id end) stored,
  group_id uuid generated always as (case when audience_kind = 'group' then audience_id end) stored,
  primary key (tenant_id, id),
  constraint schedules_have_distinct_names unique (tenant_id, name),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint department_is_of_the_same_tenant foreign key (tenant_id, department_id)
    references public.departments (tenant_id, id) on delete restrict,
  constraint group_is_of_the_same_tenant foreign key (tenant_id, group_id)
    references public.groups (tenant_id, id) on delete restrict,
  constraint name_is_short_and_trimmed check (length(name) between 1 and 100 and name = btrim(name)),
  constraint kind_is_known check (kind in ('birthday', 'anniversary', 'festival', 'monthly')),
  constraint amount_is_positive check (amount between case when amount_per_year > 0 then 0 else 1 end and 1000000000),
  constraint amount_per_year_is_for_anniversaries check (
    amount_per_year is null or (kind = 'anniversary' and amount_per_year between 0 and 1000000000)
  ),
  constraint days_ahead_are_few check (days_ahead between 0 and 60),
  constraint leap_day_is_known check (leap_day in ('feb28', 'mar1')),
  constraint festivals_have_dates check (
    case kind when 'festival' then coalesce(cardinality(festival_dates), 0) between 1 and 100 else festival_dates is null end
  ),
  constraint months_have_a_day check ((kind = 'monthly') = (day_of_month is not null) and day_of_month between 1 and 31),
  constraint audience_is_named check (
    (audience_kind = 'everyone' and audience_id is null) or (audience_kind in ('department', 'group') and audience_id is not null)
  ),
  constraint min_service_is_sensible check (min_service_days between 1 and 36600),
  constraint note_is_short check (length(note) <= 200)
);

create index grant_schedules_to_look_at on public.grant_schedules (looked_at nulls first) where active;
create index grant_schedules_by_programme on public.grant_schedules (tenant_id, programme_id);
create index grant_schedules_by_budget on public.grant_schedules (tenant_id, budget_account_id);
create index grant_schedules_by_department on public.grant_schedules (tenant_id, department_id);
create index grant_schedules_by_group on public.grant_schedules (tenant_id, group_id);

create trigger complete_schedule before insert or update on public.grant_schedules
  for each row execute function private.complete_schedule();

alter table public.grants
  add constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
  references public.grant_schedules (tenant_id, id) on delete restrict;
create index grants_by_schedule on public.grants (schedule_id) where schedule_id is not null;

alter table public.grant_schedules enable row level security;
create policy hr_reads_all_schedules on public.grant_schedules for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_schedules to authenticated;
grant select, insert, update, delete on public.grant_schedules to service_role;

comment on table public.grant_schedules is 'Points that are granted by the calendar: for birthdays, work anniversaries, festivals, or monthly. Each person gets them once per occasion (grant_occasions), by the job run-grant-schedules. Edited in Studio or by save_grant_schedule(). See docs/grants.md.';
comment on column public.grant_schedules.tenant_id is 'The company.';
comment on column public.grant_schedules.id is 'Key.';
comment on column public.grant_schedules.name is 'Name for HR, unique in the company.';
comment on column public.grant_schedules.programme_id is 'The programme whose points are granted.';
comment on column public.grant_schedules.budget_account_id is 'The budget that pays; empty: the company''s.';
comment on column public.grant_schedules.kind is 'birthday (member_contacts.birthday), anniversary (of members.hired_on), festival (festival_dates) or monthly (day_of_month).';
comment on column public.grant_schedules.amount is 'Points for each person; may be 0 where amount_per_year is set.';
comment on column public.grant_schedules.amount_per_year is 'For anniversary: so many points more for each completed year.';
comment on column public.grant_schedules.days_ahead is 'The points come so many days before the occasion, 0 to 60.';
comment on column public.grant_schedules.leap_day is 'When 29 February is kept in other years: feb28 or mar1.';
comment on column public.grant_schedules.festival_dates is 'For festival: the dates, {2026-09-25,2027-09-15}.';
comment on column public.grant_schedules.day_of_month is 'For monthly: 1 to 31; in a shorter month its last day.';
comment on column public.grant_schedules.audience_kind is 'everyone, department (with everything below it) or group.';
comment on column public.grant_schedules.audience_id is 'Key of the department or group.';
comment on column public.grant_schedules.min_service_days is 'Only for people who by the occasion have been with the company so many days; empty: no limit.';
comment on column public.grant_schedules.starts_on is 'No occasion before this date counts; the day it is entered if left empty.';
comment on column public.grant_schedules.active is 'Whether it runs.';
comment on column public.grant_schedules.note is 'What the recipient reads, e.g. 生日快乐.';
comment on column public.grant_schedules.looked_at is 'Kept by the job: when it last found nothing more to do.';
comment on column public.grant_schedules.created_at is 'When it was added.';
comment on column public.grant_schedules.updated_at is 'When somebody last changed it.';
comment on column public.grant_schedules.department_id is 'Kept by the database: the audience, if it is a department.';
comment on column public.grant_schedules.group_id is 'Kept by the database: the audience, if it is a group.';
