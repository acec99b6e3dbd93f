create table public.grant_imports (
  tenant_id uuid not null references public.tenants on delete restrict,
  id uuid not null default private.new_id(),
  name text not null,
  programme_id uuid not null,
  budget_account_id uuid,
  state text not null default 'open',
  note text,
  created_by uuid,
  error_code text,
  error_details jsonb,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint imports_have_distinct_names unique (tenant_id, name),
  constraint programme_is_of_the_same_tenant foreign key (tenant_id, programme_id)
    references public.programmes (tenant_id, id) on delete restrict,
  constraint budget_is_of_the_same_tenant foreign key (tenant_id, budget_account_id)
    references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint created_by_is_of_the_same_tenant foreign key (tenant_id, created_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint name_is_short_and_trimmed check (length(name) between 1 and 100 and name = btrim(name)),
  constraint state_is_known check (state in ('open', 'running', 'done')),
  constraint note_is_short check (length(note) <= 200),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2))
);

create unique index one_import_per_key on public.grant_imports (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;
create index grant_imports_to_continue on public.grant_imports (updated_at) where state = 'running';
create index grant_imports_by_programme on public.grant_imports (tenant_id, programme_id);
create index grant_imports_by_budget on public.grant_imports (tenant_id, budget_account_id);
create index grant_imports_by_member_who_created on public.grant_imports (tenant_id, created_by);

create trigger touch_updated_at before update on public.grant_imports
  for each row execute function private.touch_updated_at();

alter table public.grants
  add constraint import_is_of_the_same_tenant foreign key (tenant_id, import_id)
  references public.grant_imports (tenant_id, id) on delete restrict;
create index grants_by_import on public.grants (import_id) where import_id is not null;

alter table public.grant_imports enable row level security;
create policy hr_reads_all_imports on public.grant_imports for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_imports_they_made on public.grant_imports for select to authenticated
  using (tenant_id = (select private.tenant_id()) and created_by = (select private.member_id()));

-- NOTE: who acted and the idempotency key are not for clients.
grant select (
  tenant_id, id, name, programme_id, budget_account_id, state, note, created_by, error_code, error_details, created_at, updated_at
) on public.grant_imports to authenticated;
grant select on public.grant_imports to service_role;
grant insert (tenant_id, name, programme_id, budget_account_id, note), update (budget_account_id, state, note)
  on public.grant_imports to service_role;

comment on table public.grant_imports is 'Lists of people who are to receive points in one programme; the people are in grant_import_rows. Made by start_grant_import(), or by a CSV file imported into grant_import_rows in Studio. Set state to running, and what is waiting is granted by the job continue-grant-imports.';
comment on column public.grant_imports.tenant_id is 'The company.';
comment on column public.grant_imports.id is 'Key.';
comment on column public.grant_imports.name is 'Name of the list, unique in the company, e.g. 2026 年中秋.';
comment on column public.grant_imports.programme_id is 'The occasion and its rules.';
comment on column public.grant_imports.budget_account_id is 'The budget that pays; empty: the company''s.';
comment on column public.grant_imports.state is 'open (rows may be added; nothing happens by itself), running (waiting rows are being granted; setting it lets refused rows try again), or done (no row is waiting).';
comment on column public.grant_imports.note is 'Remark for the grants made from it.';
comment on column public.grant_imports.created_by is 'The operator whose scope limits who may receive; empty for the platform, which has no such limit.';
comment on column public.grant_imports.error_code is 'Why the job stopped, e.g. insufficient_budget; it has set the state back to open then.';
comment on column public.grant_imports.error_details is 'Details of the error.';
comment on column public.grant_imports.actor_id is 'Account (auth.users) of whoever started it; empty for the platform.';
comment on column public.grant_imports.idempotency_key is 'The caller''s key: the same key and request starts one import.';
comment on column public.grant_imports.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grant_imports.created_at is 'When it was started.';
comment on column public.grant_imports.updated_at is 'When it was last changed or run.';
