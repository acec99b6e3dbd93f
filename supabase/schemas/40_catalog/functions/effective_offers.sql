create function private.effective_offers(tenant_id uuid, audience_ids uuid[], sku_ids uuid[] default null)
returns table (sku_id uuid, product_id uuid, offer_id uuid, price_points bigint, max_per_order integer, max_per_buyer integer)
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_tenant_id constant uuid := effective_offers.tenant_id;
  v_audience_ids constant uuid[] := effective_offers.audience_ids;
  v_sku_ids constant uuid[] := effective_offers.sku_ids;
  v_now constant timestamptz := private.clock();
begin
  -- Two statements, because each wants an index of its own: what do I see, and what does this cost me.
  if v_sku_ids is null then
    return query
    select distinct on (o.product_id, o.sku_id) o.sku_id, o.product_id, o.id, o.price_points, o.max_per_order, o.max_per_buyer
    from public.offers o
    where o.tenant_id = v_tenant_id and o.audience_id = any (v_audience_ids) and o.status = 'active' and o.on_sale
      and o.valid_from <= v_now and (o.valid_to is null or o.valid_to > v_now)
    order by o.product_id, o.sku_id, private.audience_rank(o.audience_kind, o.audience_id, v_audience_ids) desc, o.price_points, o.id;
  else
    return query
    select distinct on (o.sku_id) o.sku_id, o.product_id, o.id, o.price_points, o.max_per_order, o.max_per_buyer
    from public.offers o
    where o.tenant_id = v_tenant_id and o.sku_id = any (v_sku_ids) and o.audience_id = any (v_audience_ids) and o.status = 'active' and o.on_sale
      and o.valid_from <= v_now and (o.valid_to is null or o.valid_to > v_now)
    order by o.sku_id, private.audience_rank(o.audience_kind, o.audience_id, v_audience_ids) desc, o.price_points, o.id;
  end if;
end
$$;

comment on function private.effective_offers(uuid, uuid[], uuid[]) is
  'The offer that applies per SKU to a buyer with these audiences (private.audience_ids()), of all SKUs or of those named: the closest audience wins, then the lowest price, then the oldest offer. The view sku_offers says the same to clients.';
