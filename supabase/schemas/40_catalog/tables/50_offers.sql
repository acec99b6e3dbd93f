create table public.offers (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  id uuid not null default private.new_id(),
  sku_id uuid not null,
  product_id uuid not null,
  audience_kind text not null,
  audience_id uuid not null,
  price_points bigint not null,
  max_per_order integer,
  max_per_buyer integer,
  valid_from timestamptz not null default private.clock(),
  valid_to timestamptz,
  status text not null default 'active',
  on_sale boolean not null,
  created_at timestamptz not null default private.clock(),
  -- One audience column serves the queries; these two let foreign keys prove what it points to.
  department_id uuid generated always as (case when audience_kind = 'department' then audience_id end) stored,
  group_id uuid generated always as (case when audience_kind = 'group' then audience_id end) stored,

  constraint offers_pkey primary key (tenant_id, id),
  constraint sku_with_its_product foreign key (sku_id, product_id) references public.skus (id, product_id) on delete restrict,
  constraint department_of_the_tenant foreign key (tenant_id, department_id)
  references public.departments (tenant_id, id) on delete cascade,
  constraint group_of_the_tenant foreign key (tenant_id, group_id) references public.groups (tenant_id, id) on delete cascade,
  constraint audience_kind_is_known check (audience_kind in ('tenant', 'department', 'group', 'card_batch')),
  constraint whole_tenant_is_itself check (audience_kind <> 'tenant' or audience_id = tenant_id),
  constraint price_is_positive check (price_points between 1 and 1000000000),
  constraint order_limit_is_positive check (max_per_order > 0),
  constraint buyer_limit_is_positive check (max_per_buyer > 0),
  constraint validity_ends_after_it_begins check (valid_to > valid_from),
  constraint status_is_known check (status in ('active', 'paused', 'ended'))
);

comment on table public.offers is 'A SKU at a price for an audience of one company; without an offer nobody sees the product. Of several offers of a SKU for a buyer the closest '
'audience wins (card batch, group, nearest department, whole company), then the lowest price, then the oldest.';
comment on column public.offers.tenant_id is 'The company.';
comment on column public.offers.id is 'Key within the company.';
comment on column public.offers.sku_id is 'What is offered.';
comment on column public.offers.product_id is 'Kept by the database: the product of the SKU.';
comment on column public.offers.audience_kind is 'Whom it is for: tenant (all members), department (with everything below it), group, or card_batch (guests with such a card).';
comment on column public.offers.audience_id is 'Key of the company, department, group or card batch it is for.';
comment on column public.offers.price_points is 'Price of one unit in points.';
comment on column public.offers.max_per_order is 'Most units in one order; empty: no limit.';
comment on column public.offers.max_per_buyer is 'Most units one buyer may ever take of this offer, cancelled orders not counted; empty: no limit.';
comment on column public.offers.valid_from is 'First moment of validity.';
comment on column public.offers.valid_to is 'First moment after validity; empty: open end.';
comment on column public.offers.status is 'active, paused (not seen for now) or ended.';
comment on column public.offers.on_sale is 'Kept by the database: whether SKU and product are active.';
comment on column public.offers.created_at is 'When it was entered.';
comment on column public.offers.department_id is 'Kept by the database: the audience, if it is a department.';
comment on column public.offers.group_id is 'Kept by the database: the audience, if it is a group.';

-- The first serves lists (what do I see), the second prices (what does this cost me).
create index offers_by_audience on public.offers (tenant_id, audience_id)
include (product_id, sku_id, valid_from, valid_to) where status = 'active' and on_sale;
create index offers_by_sku on public.offers (tenant_id, sku_id);
-- For a withdrawal, which concerns all companies.
create index offers_of_sku on public.offers (sku_id, product_id);

create trigger offers_set_goods before insert or update of sku_id, product_id, on_sale on public.offers
for each row execute function private.set_offer_goods();

create trigger skus_pass_on_status after update of status on public.skus
for each row when (old.status is distinct from new.status) execute function private.pass_on_status();

create trigger products_pass_on_status after update of status on public.products
for each row when (old.status is distinct from new.status) execute function private.pass_on_status();

alter table public.offers enable row level security;

create policy buyers_read_valid_offers_made_to_them on public.offers
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and audience_id = any((select private.audience_ids())::uuid[])
  and status = 'active'
  and on_sale
  and valid_from <= (select private.clock())
  and (valid_to is null or valid_to > (select private.clock()))
);

grant select on public.offers to authenticated;
grant select, insert, update, delete on public.offers to service_role;
