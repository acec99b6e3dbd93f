create table public.grants (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  programme_id uuid not null,
  budget_account_id uuid not null,
  granted_by uuid,
  recipients integer not null,
  total_points bigint not null,
  budget_left bigint not null,
  source text not null default 'manual',
  import_id uuid,
  schedule_id uuid,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint granted_by_is_of_the_same_tenant foreign key (tenant_id, granted_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint source_is_known check (source in ('manual', 'import', 'schedule', 'card')),
  constraint source_is_named check ((source = 'import') = (import_id is not null) and (source = 'schedule') = (schedule_id is not null)),
  constraint recipients_are_counted check (recipients >= 0),
  constraint total_is_not_negative check (total_points >= 0),
  constraint budget_left_is_not_negative check (budget_left >= 0),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2))
);

create unique index one_grant_per_key on public.grants (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;
-- None of these begins with the tenant: see ledger_transactions_by_account. Every lot of a grant looks its grant up.
create index grants_by_programme on public.grants (programme_id);
create index grants_by_budget on public.grants (budget_account_id, created_at);
create index grants_by_member_who_granted on public.grants (granted_by) where granted_by is not null;

create trigger refuse_change before update or delete or truncate on public.grants
  for each statement execute function private.refuse_change();

alter table public.grants enable row level security;
create policy hr_reads_all_grants on public.grants for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_grants_they_made on public.grants for select to authenticated
  using (tenant_id = (select private.tenant_id()) and granted_by = (select private.member_id()));

grant select (
  tenant_id, id, programme_id, budget_account_id, granted_by, recipients, total_points, budget_left, source, import_id, schedule_id,
  note, created_at
) on public.grants to authenticated;
grant select on public.grants to service_role;

comment on table public.grants is 'Points given out in one step, from one budget, on one occasion. Append only.';
comment on column public.grants.tenant_id is 'The company.';
comment on column public.grants.id is 'Key.';
comment on column public.grants.programme_id is 'The occasion and its rules.';
comment on column public.grants.budget_account_id is 'The budget that paid.';
comment on column public.grants.granted_by is 'The operator; empty for the platform and for jobs.';
comment on column public.grants.recipients is 'How many members or cards received points.';
comment on column public.grants.total_points is 'Points in all.';
comment on column public.grants.budget_left is 'What was left in the budget afterwards, in points.';
comment on column public.grants.source is 'How it came about: manual (grant_points), import, schedule or card (issue_cards).';
comment on column public.grants.import_id is 'For import: the import.';
comment on column public.grants.schedule_id is 'For schedule: the schedule.';
comment on column public.grants.note is 'Remark of the operator.';
comment on column public.grants.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs.';
comment on column public.grants.idempotency_key is 'The caller''s key: the same key and request makes one grant.';
comment on column public.grants.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grants.created_at is 'When it was granted.';
