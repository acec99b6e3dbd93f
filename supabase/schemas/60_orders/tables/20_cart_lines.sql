create table public.cart_lines (
  tenant_id uuid not null references public.tenants (id) on delete restrict,
  member_id uuid,
  card_id uuid,
  buyer_id uuid not null generated always as (coalesce(member_id, card_id)) stored,
  sku_id uuid not null references public.skus (id) on delete cascade,
  quantity integer not null,
  added_at timestamptz not null default private.clock(),

  constraint cart_lines_pkey primary key (tenant_id, buyer_id, sku_id),
  constraint member_of_the_tenant foreign key (tenant_id, member_id) references public.members (tenant_id, id) on delete cascade,
  constraint one_buyer check (num_nonnulls(member_id, card_id) = 1),
  constraint quantity_is_sensible check (quantity between 1 and 999)
);

comment on table public.cart_lines is 'What buyers have put aside to order, the same on all their devices. Holds no price and reserves no stock.';
comment on column public.cart_lines.tenant_id is 'The company.';
comment on column public.cart_lines.member_id is 'Whose it is, if a member''s.';
comment on column public.cart_lines.card_id is 'Whose it is, if a guest''s: the card.';
comment on column public.cart_lines.buyer_id is 'Kept by the database: the member or the card.';
comment on column public.cart_lines.sku_id is 'The SKU.';
comment on column public.cart_lines.quantity is 'Units.';
comment on column public.cart_lines.added_at is 'When the SKU was first put into the cart.';

alter table public.cart_lines enable row level security;

create policy buyers_read_their_own_cart on public.cart_lines
for select to authenticated
using (tenant_id = (select private.tenant_id()) and buyer_id = (select private.buyer_id()));

grant select on public.cart_lines to authenticated;
grant select on public.cart_lines to service_role;
