create function private.take_stock(sku_id uuid, quantity integer, order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  -- A SKU with one bucket, the usual case: wait for the row, take, done.
  with taken as (
    update public.stock s
    set available = s.available - quantity
    where s.sku_id = take_stock.sku_id and s.available >= quantity
      and not exists (select from public.stock other where other.sku_id = s.sku_id and other.bucket <> s.bucket)
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
  select sku_id, t.bucket, -quantity, 'order', order_id from taken t;
  if found or private.take_from_free_bucket(sku_id, quantity, order_id) then
    return;
  end if;
  perform private.collect_from_buckets(sku_id, quantity, order_id);
end
$$;

comment on function private.take_stock(uuid, integer, uuid) is
  'Takes units of a SKU from stock for an order, and writes the movement. Callers with several SKUs go in the order of SKU ids, last of all their locks. Errors: out_of_stock {sku_id, available}.';
