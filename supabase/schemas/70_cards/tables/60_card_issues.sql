create table public.card_issues (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  -- Not "count", which PostgREST takes for the number of rows.
  wanted integer not null,
  made integer not null default 0,
  state text not null default 'making',
  exported_parts integer[] not null default '{}',
  error_code text,
  error_details jsonb,
  created_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint card_issue_id_is_unique_alone unique (id),
  constraint batch_is_of_the_same_tenant foreign key (tenant_id, batch_id)
    references public.card_batches (tenant_id, id) on delete restrict,
  constraint created_by_is_of_the_same_tenant foreign key (tenant_id, created_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint one_issue_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key),
  constraint number_is_sensible check (wanted between 1 and 100000),
  constraint no_more_are_made_than_wanted check (made between 0 and wanted),
  constraint state_is_known check (state in ('making', 'ready', 'exporting', 'exported')),
  constraint making_ends_when_all_are_made check ((state = 'making') = (made < wanted))
);

create index card_issues_by_batch on public.card_issues (tenant_id, batch_id);
create index card_issues_under_way on public.card_issues (updated_at) where state = 'making';
create index card_issues_by_member on public.card_issues (tenant_id, created_by) where created_by is not null;

create trigger touch_updated_at before update on public.card_issues
  for each row execute function private.touch_updated_at();

alter table public.cards add constraint issue_is_of_the_same_tenant foreign key (tenant_id, issue_id)
  references public.card_issues (tenant_id, id) on delete restrict;

alter table public.card_issues enable row level security;

create policy hr_reads_all_card_issues on public.card_issues for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (
  tenant_id, id, batch_id, wanted, made, state, exported_parts, error_code, error_details, created_by, created_at, updated_at
) on public.card_issues to authenticated;
grant select on public.card_issues to service_role;

comment on table public.card_issues is 'Cards made in one go: how many, how far it has come, and which parts of the list with the PINs have left.';
comment on column public.card_issues.tenant_id is 'The company whose mall the cards open.';
comment on column public.card_issues.id is 'Key.';
comment on column public.card_issues.batch_id is 'The batch.';
comment on column public.card_issues.wanted is 'How many cards are wanted.';
comment on column public.card_issues.made is 'How many there are.';
comment on column public.card_issues.state is 'making (continue_card_issue() makes the next ones), ready (all are made), exporting (some parts of the list have left), exported (all have).';
comment on column public.card_issues.exported_parts is 'The parts of the list (2,000 cards each, from 1) that have left: each leaves once.';
comment on column public.card_issues.error_code is 'Why the last try made none, e.g. insufficient_budget; empty once it goes on.';
comment on column public.card_issues.error_details is 'The details of that error.';
comment on column public.card_issues.created_by is 'The HR manager who started it; empty for the platform.';
comment on column public.card_issues.actor_id is 'The account that started it.';
comment on column public.card_issues.idempotency_key is 'The caller''s key: the same key and request is the same issue.';
comment on column public.card_issues.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.card_issues.created_at is 'When it was started.';
comment on column public.card_issues.updated_at is 'When it was last changed.';
