create function private.collect_from_buckets(sku_id uuid, quantity integer, order_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_available bigint;
begin
  perform from public.stock s where s.sku_id = collect_from_buckets.sku_id order by s.bucket for update;

  -- A statement of its own, so that it sees what the locks waited for.
  select coalesce(sum(s.available), 0) into v_available from public.stock s where s.sku_id = collect_from_buckets.sku_id;
  if v_available < quantity then
    perform private.fail('out_of_stock', 409, jsonb_build_object('sku_id', sku_id, 'available', least(99, v_available)));
  end if;

  with filled as (
    select s.bucket, s.available, sum(s.available) over (order by s.bucket) - s.available as before
    from public.stock s
    where s.sku_id = collect_from_buckets.sku_id
  ),
  shares as (
    select f.bucket, least(f.available, quantity - f.before)::integer as units from filled f where f.available > 0 and f.before < quantity
  ),
  taken as (
    update public.stock s
    set available = s.available - h.units
    from shares h
    where s.sku_id = collect_from_buckets.sku_id and s.bucket = h.bucket
    returning s.bucket, h.units
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
  select sku_id, t.bucket, -t.units, 'order', order_id from taken t;
end
$$;

comment on function private.collect_from_buckets(uuid, integer, uuid) is
  'Locks all buckets of a SKU in their order, waiting for whoever holds them, and collects the units from as many as it takes. Only after this look is a SKU said to be sold out. Errors: out_of_stock {sku_id, available}.';
