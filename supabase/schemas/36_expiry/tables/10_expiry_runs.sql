create table public.expiry_runs (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  wallets integer not null,
  lots integer not null,
  points bigint not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint something_expired check (wallets > 0 and lots >= wallets and points >= lots)
);

create index expiry_runs_by_time on public.expiry_runs (tenant_id, created_at);

create trigger refuse_change before update or delete or truncate on public.expiry_runs
  for each statement execute function private.refuse_change();

alter table public.expiry_runs enable row level security;
create policy hr_reads_all_expiry_runs on public.expiry_runs for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

-- NOTE: lots and points are not granted: of a run with one wallet they would tell what one person had left.
grant select (tenant_id, id, wallets, created_at) on public.expiry_runs to authenticated;
grant select on public.expiry_runs to service_role;

comment on table public.expiry_runs is 'Each time points of a company were booked out because they had expired: by the job, or for a few lots by a refund or a departure. Append only.';
comment on column public.expiry_runs.tenant_id is 'The company.';
comment on column public.expiry_runs.id is 'Key; undo_expiry() takes it.';
comment on column public.expiry_runs.wallets is 'How many wallets were concerned.';
comment on column public.expiry_runs.lots is 'How many lots.';
comment on column public.expiry_runs.points is 'Points in all.';
comment on column public.expiry_runs.created_at is 'When. It can be undone for seven days.';
