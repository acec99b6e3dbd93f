create table public.pack_entitlements (
  tenant_id uuid not null,
  id uuid not null default private.new_id(),
  pack_id uuid not null,
  grant_id uuid not null,
  member_id uuid,
  card_id uuid,
  holder_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  value_points bigint not null,
  uses_total integer not null,
  uses_begun integer not null default 0,
  uses_done integer not null default 0,
  valid_until timestamptz not null,
  state text not null default 'open',
  returned_points bigint not null default 0,
  created_at timestamptz not null default private.clock(),
  updated_at timestamptz not null default private.clock(),

  constraint pack_entitlements_pkey primary key (tenant_id, id),
  constraint pack_of_the_tenant foreign key (tenant_id, pack_id) references public.packs (tenant_id, id) on delete restrict,
  constraint grant_of_the_tenant foreign key (tenant_id, grant_id) references public.pack_grants (tenant_id, id) on delete restrict,
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete restrict,
  constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete restrict,
  constraint one_holder check (num_nonnulls(member_id, card_id) = 1),
  constraint uses_are_counted check (uses_done between 0 and uses_begun and uses_begun <= uses_total),
  constraint state_is_known check (state in ('open', 'expired', 'void'))
)
with (fillfactor = 80);

comment on table public.pack_entitlements is 'Packs that somebody holds: one row per holder and grant. A use is begun with its first redemption, and done when nothing more fits into any section.';
comment on column public.pack_entitlements.tenant_id is 'The company.';
comment on column public.pack_entitlements.id is 'Key.';
comment on column public.pack_entitlements.pack_id is 'The pack.';
comment on column public.pack_entitlements.grant_id is 'The grant it came with.';
comment on column public.pack_entitlements.member_id is 'The holder, if a member.';
comment on column public.pack_entitlements.card_id is 'The holder, if a card.';
comment on column public.pack_entitlements.holder_id is 'Kept by the database: the member or the card.';
comment on column public.pack_entitlements.value_points is 'What one use cost the budget, in points; lies in the company''s committed account until the use is begun.';
comment on column public.pack_entitlements.uses_total is 'How many times the holder may choose.';
comment on column public.pack_entitlements.uses_begun is 'Uses of which something is redeemed.';
comment on column public.pack_entitlements.uses_done is 'Uses into which nothing more fits.';
comment on column public.pack_entitlements.valid_until is 'First moment at which it can no longer be redeemed.';
comment on column public.pack_entitlements.state is 'open (also when it is used up), expired, or void (taken back; the holder no longer sees it).';
comment on column public.pack_entitlements.returned_points is 'What went back to the budget when it expired or was voided, in points.';
comment on column public.pack_entitlements.created_at is 'When it was granted.';
comment on column public.pack_entitlements.updated_at is 'When it last changed.';

create index pack_entitlements_by_holder on public.pack_entitlements (holder_id);
create index pack_entitlements_by_grant on public.pack_entitlements (grant_id);
create index pack_entitlements_by_pack on public.pack_entitlements (pack_id);
create index pack_entitlements_to_expire on public.pack_entitlements (valid_until) where state = 'open';

create trigger touch_updated_at before update on public.pack_entitlements
for each row execute function private.touch_updated_at();

alter table public.pack_entitlements enable row level security;

create policy holders_read_their_own_entitlements on public.pack_entitlements
for select to authenticated
using (tenant_id = (select private.tenant_id()) and holder_id = (select private.buyer_id()));

-- NOTE: HR is not among the readers: uses tell whether and when somebody has chosen. pack_usage gives the counts.
grant select (
  tenant_id, id, pack_id, member_id, card_id, holder_id, uses_total, uses_begun, uses_done, valid_until, state, created_at
) on public.pack_entitlements to authenticated;
grant select on public.pack_entitlements to service_role;
