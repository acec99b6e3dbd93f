create table public.stock_movements (
  id bigint primary key generated always as identity,
  sku_id uuid not null,
  bucket smallint not null,
  quantity integer not null,
  reason text not null,
  order_id uuid,
  note text,
  created_at timestamptz not null default private.clock(),

  -- NOTE: no foreign keys. Functions alone write here, in one go with the bucket, whose row can't be deleted; and stock knows nothing
  -- of tenants: a lock per order would buy no more than order_lines says.
  constraint quantity_is_not_zero check (quantity <> 0),
  constraint reason_is_known check (reason in ('restock', 'order', 'return')),
  constraint order_is_named_unless_restocked check ((order_id is null) = (reason = 'restock'))
);

comment on table public.stock_movements is 'Every change of stock; nothing here is ever changed or deleted. The sum of a bucket''s movements is its stock.';
comment on column public.stock_movements.id is 'Key, ascending.';
comment on column public.stock_movements.sku_id is 'The SKU.';
comment on column public.stock_movements.bucket is 'The bucket that changed.';
comment on column public.stock_movements.quantity is 'Units added (above zero) or taken (below zero).';
comment on column public.stock_movements.reason is 'restock (by the platform), order (sold), return (given back by a cancelled order).';
comment on column public.stock_movements.order_id is 'The order that took or gave back.';
comment on column public.stock_movements.note is 'What the platform wrote beside a restock.';
comment on column public.stock_movements.created_at is 'When it happened.';

create index stock_movements_of_sku on public.stock_movements (sku_id, bucket);

-- NOTE: no policy and no grant to API roles; the platform reads, nobody changes.
alter table public.stock_movements enable row level security;
grant select on public.stock_movements to service_role;
