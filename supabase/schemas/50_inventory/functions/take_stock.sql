create function private.take_stock(sku_id uuid, quantity integer, order_id uuid) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_bucket smallint;
begin
  -- A SKU with one bucket, the usual case: wait for the row, take, write it down.
  with taken as (
    update public.stock s
    set available = s.available - quantity
    where s.sku_id = take_stock.sku_id and s.bucket = 0 and s.available >= quantity
      and not exists (select from public.stock other where other.sku_id = take_stock.sku_id and other.bucket > 0)
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id, created_at)
  select sku_id, t.bucket, -quantity, 'order', order_id, private.clock() from taken t
  returning bucket into v_bucket;
  if v_bucket is not null then
    return v_bucket;
  end if;

  v_bucket := private.lock_free_bucket(sku_id, quantity);
  if v_bucket is null then
    perform private.collect_from_buckets(sku_id, quantity, order_id);
    return null;
  end if;
  with taken as (
    update public.stock s
    set available = s.available - quantity
    where s.sku_id = take_stock.sku_id and s.bucket = v_bucket
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id, created_at)
  select sku_id, t.bucket, -quantity, 'order', order_id, private.clock() from taken t;
  return v_bucket;
end
$$;

comment on function private.take_stock(uuid, integer, uuid) is
  'Takes units of a SKU from stock for an order, and writes the movement; gives the bucket, or null when it took several. Callers with several SKUs go in the order of SKU ids, last of all their locks. Errors: out_of_stock {sku_id, available}.';
