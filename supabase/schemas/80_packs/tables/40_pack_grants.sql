create table public.pack_grants (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  pack_id uuid not null,
  source text not null,
  budget_account_id uuid not null,
  granted_by uuid,
  entitlements integer not null,
  uses integer not null,
  total_points bigint not null,
  budget_left bigint not null,
  note text,
  actor_id uuid default auth.uid(),
  idempotency_key text,
  request_hash bytea,
  created_at timestamptz not null default private.clock(),
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,

  constraint pack_grants_pkey primary key (tenant_id, id),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete restrict,
  constraint budget_of_the_tenant foreign key (tenant_id, budget_account_id)
  references public.ledger_accounts (tenant_id, id) on delete restrict,
  constraint granter_of_the_tenant foreign key (tenant_id, granted_by) references public.members (tenant_id, id) on delete restrict,
  constraint source_is_known check (source in ('manual', 'card', 'purchase')),
  constraint somebody_was_granted check (entitlements > 0),
  constraint total_is_not_negative check (total_points >= 0),
  constraint note_has_at_most_200_characters check (length(note) <= 200),
  constraint key_comes_with_request check (num_nonnulls(idempotency_key, request_hash) in (0, 2)),
  constraint reason_comes_with_moment check ((voided_at is null) = (void_reason is null))
);

comment on table public.pack_grants is 'Grants of packs: to whom is in pack_entitlements.';
comment on column public.pack_grants.tenant_id is 'The company.';
comment on column public.pack_grants.id is 'Key; the grant_id of its transactions in the ledger.';
comment on column public.pack_grants.pack_id is 'The pack.';
comment on column public.pack_grants.source is 'manual (an operator), card (issue or activation of cards) or purchase (bought in the mall).';
comment on column public.pack_grants.budget_account_id is 'The budget that paid, and to which comes back what is not redeemed.';
comment on column public.pack_grants.granted_by is 'The operator; empty for cards, purchases and the platform.';
comment on column public.pack_grants.entitlements is 'How many entitlements were given.';
comment on column public.pack_grants.uses is 'Uses of each.';
comment on column public.pack_grants.total_points is 'What the budget paid, in points.';
comment on column public.pack_grants.budget_left is 'What the budget held afterwards, in points.';
comment on column public.pack_grants.note is 'Remark for the books.';
comment on column public.pack_grants.actor_id is 'Account (auth.users) of whoever called; empty for the platform and for jobs.';
comment on column public.pack_grants.idempotency_key is 'The caller''s key: the same key and request gives the first answer again.';
comment on column public.pack_grants.request_hash is 'SHA-256 of the request that came with the key.';
comment on column public.pack_grants.created_at is 'When it was granted.';
comment on column public.pack_grants.voided_at is 'When it was taken back; empty: it was not.';
comment on column public.pack_grants.voided_by is 'The member who took it back.';
comment on column public.pack_grants.void_reason is 'Why.';

create index pack_grants_by_pack on public.pack_grants (pack_id);
create unique index one_pack_grant_per_key on public.pack_grants (tenant_id, actor_id, idempotency_key)
  nulls not distinct where idempotency_key is not null;

alter table public.pack_grants enable row level security;

create policy hr_reads_pack_grants on public.pack_grants
for select to authenticated
using (tenant_id = (select private.tenant_id()) and (select private.has_role('hr_manager')));
create policy operators_read_pack_grants_of_their_own on public.pack_grants
for select to authenticated
using (tenant_id = (select private.tenant_id()) and granted_by = (select private.member_id()));

-- NOTE: the key and its request are not for clients. Nobody may write: grant_pack does.
grant select (
  tenant_id, id, pack_id, source, budget_account_id, granted_by, entitlements, uses, total_points, budget_left, note, created_at,
  voided_at, voided_by, void_reason
) on public.pack_grants to authenticated;
grant select on public.pack_grants to service_role;
