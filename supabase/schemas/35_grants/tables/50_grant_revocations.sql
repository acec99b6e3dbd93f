create table public.grant_revocations (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  batch_id uuid not null,
  members integer not null,
  returned_points bigint,
  debt_points bigint,
  reason text not null,
  revoked_by uuid not null,
  actor_id uuid default auth.uid(),
  idempotency_key text not null,
  request_hash bytea not null,
  created_at timestamptz not null default private.clock(),
  primary key (tenant_id, id),
  constraint revoked_by_is_of_the_same_tenant foreign key (tenant_id, revoked_by)
    references public.members (tenant_id, id) on delete restrict,
  constraint members_are_counted check (members > 0),
  constraint reason_is_short check (length(reason) between 1 and 200),
  -- Below five people the sums would tell what single ones have spent.
  constraint few_people_have_no_sums check (
    num_nonnulls(returned_points, debt_points) = 0
    or (members >= 5 and returned_points >= 0 and debt_points >= 0 and num_nonnulls(returned_points, debt_points) = 2)
  )
);

create unique index one_revocation_per_key on public.grant_revocations (tenant_id, actor_id, idempotency_key) nulls not distinct;
create index grant_revocations_by_batch on public.grant_revocations (tenant_id, batch_id);
create index grant_revocations_by_member_who_revoked on public.grant_revocations (tenant_id, revoked_by);

create trigger refuse_change before update or delete or truncate on public.grant_revocations
  for each statement execute function private.refuse_change();

alter table public.grant_revocations enable row level security;
create policy hr_reads_all_revocations on public.grant_revocations for select to authenticated
  using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_revocations_they_made on public.grant_revocations for select to authenticated
  using (tenant_id = (select private.tenant_id()) and revoked_by = (select private.member_id()));

-- NOTE: who acted and the idempotency key are not for clients.
grant select (
  tenant_id, id, batch_id, members, returned_points, debt_points, reason, revoked_by, created_at
) on public.grant_revocations to authenticated;
grant select on public.grant_revocations to service_role;

comment on table public.grant_revocations is 'Mistaken grants that were taken back, in whole or for some people. Append only. What it meant for each lot is in revoked_lots, which operators do not read.';
comment on column public.grant_revocations.tenant_id is 'The company.';
comment on column public.grant_revocations.id is 'Key.';
comment on column public.grant_revocations.batch_id is 'The grant, or the import with all its grants. No foreign key: it leads to two tables.';
comment on column public.grant_revocations.members is 'How many people it concerned.';
comment on column public.grant_revocations.returned_points is 'Points that went back to the budget; empty below five people, whose spending it would tell.';
comment on column public.grant_revocations.debt_points is 'Points that had been spent and are owed now; empty below five people.';
comment on column public.grant_revocations.reason is 'Why; the holders read it in their statement.';
comment on column public.grant_revocations.revoked_by is 'The operator.';
comment on column public.grant_revocations.actor_id is 'Account (auth.users) of whoever called.';
comment on column public.grant_revocations.idempotency_key is 'The caller''s key: the same key and request revokes once.';
comment on column public.grant_revocations.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.grant_revocations.created_at is 'When it was revoked.';
