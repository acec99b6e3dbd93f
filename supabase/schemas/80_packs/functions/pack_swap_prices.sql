create function private.pack_swap_prices(tenant_id uuid, audience_ids uuid[], pack_id uuid, sku_ids uuid[] default null)
returns table (sku_id uuid, price_points bigint)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select o.sku_id, o.price_points
  from private.effective_offers(pack_swap_prices.tenant_id, pack_swap_prices.audience_ids, pack_swap_prices.sku_ids) o
  union all
  select i.sku_id, min(i.value_points)
  from public.pack_items i
  where i.tenant_id = pack_swap_prices.tenant_id and i.pack_id = pack_swap_prices.pack_id and i.value_points is not null
    and (pack_swap_prices.sku_ids is null or i.sku_id = any (pack_swap_prices.sku_ids))
  group by i.sku_id;
end
$$;

comment on function private.pack_swap_prices(uuid, uuid[], uuid, uuid[]) is
  'What a holder with these audiences may get in exchange, and what a unit is worth in points: what the mall offers the holder, at its price, and the other items of the pack, at their value; of all SKUs or of those named. A SKU may come twice.';
