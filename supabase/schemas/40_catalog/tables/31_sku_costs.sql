create table public.sku_costs (
  sku_id uuid primary key references public.skus (id) on delete cascade,
  cost_minor bigint not null,
  currency text not null default 'CNY',
  updated_at timestamptz not null default private.clock(),

  constraint cost_is_not_negative check (cost_minor >= 0),
  constraint currency_is_iso_4217 check (currency ~ '^[A-Z]{3}$')
);

comment on table public.sku_costs is 'What the platform pays for a SKU. A table of its own, so that no query of a buyer or a company can touch it.';
comment on column public.sku_costs.sku_id is 'The SKU.';
comment on column public.sku_costs.cost_minor is 'Purchase price of one unit in minor units (fen) of currency.';
comment on column public.sku_costs.currency is 'Currency of the cost, ISO 4217.';
comment on column public.sku_costs.updated_at is 'When the cost was last set.';

-- NOTE: no policy and no grant to API roles; only the platform reads this table.
alter table public.sku_costs enable row level security;
grant select, insert, update, delete on public.sku_costs to service_role;
