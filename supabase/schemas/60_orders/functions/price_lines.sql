create function private.price_lines(tenant_id uuid, audience_ids uuid[], lines private.order_request_line[]) returns private.priced_line[]
language plpgsql stable security definer set search_path = '' as $$
declare
  moment constant timestamptz := private.clock();
begin
  return (
    select array_agg(
      (
        l.line_no, l.sku_id, l.quantity, l.unit_points,
        o.id, o.price_points, o.max_per_order, o.max_per_buyer, p.id, c.path, p.kind in ('physical', 'gift_pack'), p.name, s.options,
        case when p.translations = '{}' and s.translations = '{}' then '{}' else private.line_translations(p.translations, s.translations) end,
        (select m.path from public.product_media m where m.product_id = p.id order by m.position, m.id limit 1)
      )::private.priced_line order by l.line_no
    )
    from unnest(lines) l
    -- The choice that private.effective_offers() makes for all SKUs, made for one after another.
    left join lateral (
      select o.id, o.product_id, o.price_points, o.max_per_order, o.max_per_buyer
      from public.offers o
      where o.tenant_id = price_lines.tenant_id and o.sku_id = l.sku_id and o.audience_id = any (price_lines.audience_ids)
        and o.status = 'active' and o.on_sale and o.valid_from <= moment and (o.valid_to is null or o.valid_to > moment)
      order by private.audience_rank(o.audience_kind, o.audience_id, price_lines.audience_ids) desc, o.price_points, o.id
      limit 1
    ) o on true
    left join public.skus s on s.id = l.sku_id and o.id is not null
    left join public.products p on p.id = o.product_id
    left join public.categories c on c.id = p.category_id
  );
end
$$;

comment on function private.price_lines(uuid, uuid[], private.order_request_line[]) is
  'What the lines cost a buyer with these audiences now, with copies of name, choices and picture for the order. A line the buyer may not order keeps its SKU and quantity alone.';
