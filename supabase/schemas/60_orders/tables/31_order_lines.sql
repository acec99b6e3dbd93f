create table public.order_lines (
  tenant_id uuid not null,
  order_id uuid not null,
  line_no integer not null,
  sku_id uuid not null,
  product_id uuid not null,
  offer_id uuid,
  name text not null,
  options jsonb not null,
  translations jsonb not null,
  image_path text,
  quantity integer not null,
  unit_points bigint not null,
  counts_for_buyer boolean not null default false,
  total_points bigint not null generated always as (unit_points * quantity) stored,

  constraint order_lines_pkey primary key (tenant_id, order_id, line_no),
  -- NOTE: no foreign key to SKU, product and offer: a line is a copy of what was sold, and each order would lock the best-seller's row.
  -- SKUs can't vanish below it all the same: stock_movements keeps them.
  constraint order_of_the_tenant foreign key (tenant_id, order_id) references public.orders (tenant_id, id) on delete restrict,
  constraint quantity_is_sensible check (quantity between 1 and 999),
  -- What comes out of a gift pack was not offered in the mall and costs nothing.
  constraint unit_price_is_positive check (case when offer_id is null then unit_points = 0 else unit_points > 0 end)
);

comment on table public.order_lines is 'What was ordered: copies of name, choices and price as they were when the order was placed.';
comment on column public.order_lines.tenant_id is 'The company.';
comment on column public.order_lines.order_id is 'The order.';
comment on column public.order_lines.line_no is 'Place in the order, from 1.';
comment on column public.order_lines.sku_id is 'The SKU.';
comment on column public.order_lines.product_id is 'The product.';
comment on column public.order_lines.offer_id is 'The offer whose price applied; empty for what comes out of a gift pack.';
comment on column public.order_lines.name is 'The product''s name then, in Simplified Chinese.';
comment on column public.order_lines.options is 'The SKU''s choices then: [{"name": "颜色", "value": "月白"}].';
comment on column public.order_lines.translations is 'Other languages then: {"en": {"name": "…", "options": […]}}.';
comment on column public.order_lines.image_path is 'Picture, relative to the storage bucket media.';
comment on column public.order_lines.quantity is 'Units.';
comment on column public.order_lines.unit_points is 'Price of one unit, in points.';
comment on column public.order_lines.counts_for_buyer is 'Whether its units were counted towards the offer''s limit per buyer, and are given back when the order is cancelled.';
comment on column public.order_lines.total_points is 'Price of the line, in points.';

alter table public.order_lines enable row level security;

create policy buyers_read_the_lines_of_their_own_orders on public.order_lines
for select to authenticated
using (
  tenant_id = (select private.tenant_id())
  and exists (
    select from public.orders as o
    where o.tenant_id = order_lines.tenant_id and o.id = order_lines.order_id and o.buyer_id = (select private.buyer_id())
  )
);

grant select on public.order_lines to authenticated, service_role;
