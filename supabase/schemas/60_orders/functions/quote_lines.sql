create function private.quote_lines(tenant_id uuid, buyer_id uuid, lines private.priced_line[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_agg(
      jsonb_build_object(
        'line_no', l.line_no, 'sku_id', l.sku_id, 'product_id', l.product_id, 'name', l.name, 'options', l.options,
        'translations', l.translations, 'image_path', l.image_path, 'quantity', l.quantity, 'unit_points', l.unit_points,
        'total_points', l.unit_points * l.quantity, 'available', least(99, s.units),
        -- Stock beyond 99 is nobody's business, and no reason to forbid more than 99.
        'max_quantity', case when l.offer_id is null then 0 else
          greatest(0, least(l.max_per_order, l.max_per_buyer - b.units, case when s.units > 99 then 999 else s.units end)) end,
        'problem', case
          when l.offer_id is null then private.problem('offer_unavailable', jsonb_build_object('sku_id', l.sku_id))
          when l.quantity > l.max_per_order then private.problem(
            'purchase_limit_exceeded', jsonb_build_object('sku_id', l.sku_id, 'limit', l.max_per_order, 'already', 0))
          when l.quantity + b.units > l.max_per_buyer then private.problem(
            'purchase_limit_exceeded', jsonb_build_object('sku_id', l.sku_id, 'limit', l.max_per_buyer, 'already', b.units))
          when l.quantity > s.units then private.problem(
            'out_of_stock', jsonb_build_object('sku_id', l.sku_id, 'available', least(99, s.units)))
          when l.unit_points <> l.seen_points then private.problem('price_changed', jsonb_build_object(
            'lines', jsonb_build_array(jsonb_build_object('sku_id', l.sku_id, 'was', l.seen_points, 'now', l.unit_points))))
        end
      ) order by l.line_no
    )
    from unnest(lines) l
    -- Nothing is said about the stock of what the caller may not see.
    cross join lateral (
      select coalesce(sum(st.available), 0)::integer as units from public.stock st where st.sku_id = l.sku_id and l.offer_id is not null
    ) s
    cross join lateral (
      select case when l.max_per_buyer is null then 0 else private.purchased_units(quote_lines.tenant_id, quote_lines.buyer_id, l.offer_id) end
    ) b (units)
  );
end
$$;

comment on function private.quote_lines(uuid, uuid, private.priced_line[]) is
  'The lines of a quote, each with the first problem that would stop an order: offer_unavailable, purchase_limit_exceeded, out_of_stock, price_changed.';
