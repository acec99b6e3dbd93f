create function public.restock(sku_id uuid, quantity integer, buckets integer default 1, note text default null) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  if quantity is null or quantity not between 1 and 1000000 then
    perform private.fail('invalid_quantity', 400);
  end if;
  if buckets is null or buckets not between 1 and 256 or not exists (select from public.skus s where s.id = restock.sku_id) then
    perform private.fail('invalid_request', 400, '{"field": "sku_id, buckets", "problem": "unknown"}');
  end if;

  with filled as (
    insert into public.stock as s (sku_id, bucket, available)
    select sku_id, place, quantity / buckets + (place < quantity % buckets)::integer
    from generate_series(0, buckets - 1) as place
    on conflict on constraint stock_pkey do update set available = s.available + excluded.available
    returning s.bucket, s.available
  )
  insert into public.stock_movements (sku_id, bucket, quantity, reason, note)
  select sku_id, f.bucket, quantity / buckets + (f.bucket < quantity % buckets)::integer, 'restock', note
  from filled f
  where quantity / buckets + (f.bucket < quantity % buckets)::integer > 0;

  return jsonb_build_object(
    'sku_id', sku_id, 'available', (select sum(s.available) from public.stock s where s.sku_id = restock.sku_id)
  );
end
$$;

comment on function public.restock(uuid, integer, integer, text) is
  'Adds 1 to 1,000,000 units to the stock of a SKU, spread evenly over the first so many buckets (1 is right but for a flash sale). Gives {sku_id, available}, the stock in units. Platform only. Errors: invalid_quantity, invalid_request.';

grant execute on function public.restock(uuid, integer, integer, text) to service_role;
