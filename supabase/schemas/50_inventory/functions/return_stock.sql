create function private.return_stock(sku_id uuid, quantity integer, order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  with filled as (
    update public.stock s
    set available = s.available + quantity
    where s.sku_id = return_stock.sku_id
      and s.bucket = (select b.bucket from public.stock b where b.sku_id = return_stock.sku_id order by random() limit 1)
    returning s.bucket
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
  select sku_id, f.bucket, quantity, 'return', order_id from filled f;
end
$$;

comment on function private.return_stock(uuid, integer, uuid) is
  'Puts units that an order took back into a bucket, any one, and writes the movement. Callers with several SKUs go in the order of SKU ids.';
