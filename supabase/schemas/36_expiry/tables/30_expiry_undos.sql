create table public.expiry_undos (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  run_id uuid not null,
  valid_until date not null,
  reason text not null,
  wallets integer not null,
  undone_by uuid,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  answer jsonb not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint run_is_of_the_same_tenant foreign key (tenant_id, run_id)
    references public.expiry_runs (tenant_id, id) on delete restrict,
  constraint member_is_of_the_same_tenant foreign key (tenant_id, undone_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint reason_is_given check (length(reason) between 1 and 200),
  constraint somebody_is_concerned check (wallets > 0),
  constraint one_expiry_undo_per_key unique nulls not distinct (tenant_id, actor_id, idempotency_key)
);

create index expiry_undos_by_run on public.expiry_undos (tenant_id, run_id);

create trigger refuse_change before update or delete or truncate on public.expiry_undos
  for each statement execute function private.refuse_change();

alter table public.expiry_undos enable row level security;
create policy hr_reads_all_expiry_undos on public.expiry_undos for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));

grant select (tenant_id, id, run_id, valid_until, reason, wallets, undone_by, created_at) on public.expiry_undos to authenticated;
grant select on public.expiry_undos to service_role;

comment on table public.expiry_undos is 'Each time expired points were given back, in whole or for some members, with the reason. Append only.';
comment on column public.expiry_undos.tenant_id is 'The company.';
comment on column public.expiry_undos.id is 'Key.';
comment on column public.expiry_undos.run_id is 'The run that was undone.';
comment on column public.expiry_undos.valid_until is 'The new last day of the lots.';
comment on column public.expiry_undos.reason is 'Why; the holders read it in their statement.';
comment on column public.expiry_undos.wallets is 'How many wallets were concerned.';
comment on column public.expiry_undos.undone_by is 'The HR manager; empty for the platform.';
comment on column public.expiry_undos.actor_id is 'Account (auth.users) of whoever called; empty for the platform.';
comment on column public.expiry_undos.idempotency_key is 'The caller''s key: the same key and request gives the first answer again.';
comment on column public.expiry_undos.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.expiry_undos.answer is 'The answer that was given.';
comment on column public.expiry_undos.created_at is 'When.';
