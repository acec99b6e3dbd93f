create table public.stock (
  sku_id uuid not null references public.skus (id) on delete restrict,
  bucket smallint not null default 0,
  available integer not null,

  constraint stock_pkey primary key (sku_id, bucket),
  constraint bucket_is_a_small_number check (bucket between 0 and 255),
  constraint never_oversold check (available >= 0)
)
-- Every order updates a row here; room on the page keeps those updates away from the index.
with (fillfactor = 50);

comment on table public.stock is 'Units on hand. A SKU has one row, or several buckets when a flash sale must not queue at one row: its stock is the sum. '
'Changed only by orders and by restock(sku_id, quantity, buckets, note), which leave a movement.';
comment on column public.stock.sku_id is 'The SKU.';
comment on column public.stock.bucket is 'Number of the bucket, from 0.';
comment on column public.stock.available is 'Units that can still be ordered from this bucket.';

create trigger refuse_deletion before delete or truncate on public.stock
for each statement execute function private.refuse_change();

-- NOTE: no policy and no grant to API roles; buyers see sku_offers.available, capped. The platform changes stock through restock alone.
alter table public.stock enable row level security;
grant select on public.stock to service_role;
