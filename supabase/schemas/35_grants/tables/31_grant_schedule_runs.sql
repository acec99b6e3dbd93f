create table public.grant_schedule_runs (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  schedule_id uuid not null,
  day date not null,
  people integer not null,
  points bigint not null,
  skipped integer not null default 0,
  grant_id uuid,
  error_code text,
  error_details jsonb,
  attempts integer not null default 1,
  created_at timestamptz not null default private.clock(),
  last_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
    references public.grant_schedules (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_or_failed check (grant_id is null or error_code is null)
);

create index grant_schedule_runs_by_schedule on public.grant_schedule_runs (schedule_id, created_at);
create unique index one_failure_per_schedule_and_day on public.grant_schedule_runs (schedule_id, day, error_code) where error_code is not null;
create index grant_schedule_runs_by_grant on public.grant_schedule_runs (grant_id) where grant_id is not null;

alter table public.grant_schedule_runs enable row level security;
create policy hr_reads_all_runs_of_schedules on public.grant_schedule_runs for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_schedule_runs to authenticated, service_role;

comment on table public.grant_schedule_runs is 'What the job did for a schedule where there was something to do: a grant, or an error, which stands here once a day however often it was tried. Written by the job only.';
comment on column public.grant_schedule_runs.tenant_id is 'The company.';
comment on column public.grant_schedule_runs.id is 'Key.';
comment on column public.grant_schedule_runs.schedule_id is 'The schedule.';
comment on column public.grant_schedule_runs.day is 'The day in the company''s time zone.';
comment on column public.grant_schedule_runs.people is 'How many received points, or would have.';
comment on column public.grant_schedule_runs.points is 'Points in all, or what would have been needed.';
comment on column public.grant_schedule_runs.skipped is 'How many were left out for ever, because they were at the programme''s cap.';
comment on column public.grant_schedule_runs.grant_id is 'The grant.';
comment on column public.grant_schedule_runs.error_code is 'Why nothing was granted, e.g. insufficient_budget, programme_closed; it is tried again.';
comment on column public.grant_schedule_runs.error_details is 'Details of the error.';
comment on column public.grant_schedule_runs.attempts is 'How often it was tried that day.';
comment on column public.grant_schedule_runs.created_at is 'When it was first tried.';
comment on column public.grant_schedule_runs.last_at is 'When it was last tried.';
