create table public.purchase_counters (
  tenant_id uuid not null,
  buyer_id uuid not null,
  offer_id uuid not null,
  units integer not null,

  constraint purchase_counters_pkey primary key (tenant_id, buyer_id, offer_id),
  -- NOTE: no foreign key to offers: each buyer's first order would lock the row of a flash sale's one offer.
  constraint units_are_not_negative check (units >= 0)
)
with (fillfactor = 80);

comment on table public.purchase_counters is 'Units a buyer has taken of an offer that has a limit per buyer; cancelled orders are given back.';
comment on column public.purchase_counters.tenant_id is 'The company.';
comment on column public.purchase_counters.buyer_id is 'The member or the card.';
comment on column public.purchase_counters.offer_id is 'The offer.';
comment on column public.purchase_counters.units is 'Units taken so far.';

-- NOTE: no policy and no grant to API roles; place_order and cancel_order count, quote_order reads.
alter table public.purchase_counters enable row level security;
grant select on public.purchase_counters to service_role;
