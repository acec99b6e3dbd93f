create table public.revoked_lots (
  tenant_id uuid not null,
  lot_id uuid not null,
  revocation_id uuid not null,
  returned bigint not null,
  owed bigint not null,
  -- So a lot is revoked once, whatever happens at the same time.
  primary key (tenant_id, lot_id),
  constraint lot_is_of_the_same_tenant foreign key (tenant_id, lot_id)
    references public.point_lots (tenant_id, id) on delete restrict,
  constraint revocation_is_of_the_same_tenant foreign key (tenant_id, revocation_id)
    references public.grant_revocations (tenant_id, id) on delete restrict,
  constraint amounts_are_not_negative check (returned >= 0 and owed >= 0)
);

create index revoked_lots_by_revocation on public.revoked_lots (revocation_id);

create trigger refuse_change before update or delete or truncate on public.revoked_lots
  for each statement execute function private.refuse_change();

alter table public.revoked_lots enable row level security;
-- NOTE: no policy and no grant to authenticated: it tells what each person has spent. Holders see it in their statement.

grant select on public.revoked_lots to service_role;

comment on table public.revoked_lots is 'What a revocation meant for each lot of the grant. Append only.';
comment on column public.revoked_lots.tenant_id is 'The company.';
comment on column public.revoked_lots.lot_id is 'The lot.';
comment on column public.revoked_lots.revocation_id is 'The revocation.';
comment on column public.revoked_lots.returned is 'Points that were left in it and went back to the budget.';
comment on column public.revoked_lots.owed is 'Points that had been spent, net of refunds: the holder''s debt. What had expired is neither.';
