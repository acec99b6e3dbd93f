create table public.product_popularity (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  product_id uuid not null references public.products (id) on delete cascade,
  units bigint not null,

  constraint product_popularity_pkey primary key (tenant_id, product_id),
  constraint units_are_positive check (units > 0)
);

comment on table public.product_popularity is 'How much of a product a company''s buyers took in the last 90 days; the order of "popular". Counted by refresh_product_popularity, '
'because a counter kept by each order would be one hot row per best-seller.';
comment on column public.product_popularity.tenant_id is 'The company.';
comment on column public.product_popularity.product_id is 'The product.';
comment on column public.product_popularity.units is 'Units ordered in the last 90 days, cancelled and refunded orders not counted.';

-- NOTE: no policy and no grant to API roles; search_products reads it for them.
alter table public.product_popularity enable row level security;
grant select, insert, update, delete on public.product_popularity to service_role;
