create table public.grant_occasions (
  tenant_id uuid not null,
  schedule_id uuid not null,
  member_id uuid not null,
  period date not null,
  occasion date not null,
  points bigint not null,
  grant_id uuid,
  skipped_code text,
  created_at timestamptz not null default private.clock(),
  -- Exactly once, whatever runs at the same time. The period and not the date, so that correcting a birthday gives no second one a year.
  primary key (tenant_id, schedule_id, member_id, period),
  constraint schedule_is_of_the_same_tenant foreign key (tenant_id, schedule_id)
    references public.grant_schedules (tenant_id, id) on delete restrict,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, member_id)
    references public.members (tenant_id, id) on delete restrict,
  constraint grant_is_of_the_same_tenant foreign key (tenant_id, grant_id)
    references public.grants (tenant_id, id) on delete restrict,
  constraint granted_or_skipped check (num_nonnulls(grant_id, skipped_code) = 1)
);

create index grant_occasions_by_member on public.grant_occasions (member_id, schedule_id);
create index grant_occasions_by_grant on public.grant_occasions (grant_id) where grant_id is not null;

create trigger refuse_change before update or delete or truncate on public.grant_occasions
  for each statement execute function private.refuse_change();

alter table public.grant_occasions enable row level security;
create policy hr_reads_all_occasions on public.grant_occasions for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select on public.grant_occasions to authenticated, service_role;

comment on table public.grant_occasions is 'Which occasion of whom a schedule has settled: granted, or left out for a reason that stays. Its key is what makes each happen once. Append only.';
comment on column public.grant_occasions.tenant_id is 'The company.';
comment on column public.grant_occasions.schedule_id is 'The schedule.';
comment on column public.grant_occasions.member_id is 'The person.';
comment on column public.grant_occasions.period is 'Within which it happens once: the first day of the year for birthdays and anniversaries, of the month for monthly, the date itself for festivals.';
comment on column public.grant_occasions.occasion is 'The date of the occasion; the points came days_ahead days before it at the earliest.';
comment on column public.grant_occasions.points is 'Points.';
comment on column public.grant_occasions.grant_id is 'The grant.';
comment on column public.grant_occasions.skipped_code is 'Why the person was left out, e.g. grant_cap_exceeded; not tried again.';
comment on column public.grant_occasions.created_at is 'When it was settled.';
