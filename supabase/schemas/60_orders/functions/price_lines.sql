create function private.price_lines(tenant_id uuid, lines private.order_request_line[]) returns private.priced_line[]
language plpgsql stable security definer set search_path = '' as $$
declare
  v_sku_ids constant uuid[] := array(select l.sku_id from unnest(lines) l);
begin
  return (
    select array_agg(
      (
        l.line_no, l.sku_id, l.quantity, l.unit_points,
        o.offer_id, o.price_points, o.max_per_order, o.max_per_buyer, p.id, c.path, p.kind in ('physical', 'gift_pack'),
        p.name, s.options, private.line_translations(p.translations, s.translations), private.cover_path(p.id)
      )::private.priced_line order by l.line_no
    )
    from unnest(lines) l
    left join (
      private.effective_offers(price_lines.tenant_id, private.audience_ids(), v_sku_ids) o
      join public.skus s on s.id = o.sku_id
      join public.products p on p.id = o.product_id
      join public.categories c on c.id = p.category_id
    ) on o.sku_id = l.sku_id
  );
end
$$;

comment on function private.price_lines(uuid, private.order_request_line[]) is
  'What the lines cost the caller now, with copies of name, choices and picture for the order. A line the caller may not buy keeps its SKU and quantity alone.';
