create function private.price_lines(tenant_id uuid, audience_ids uuid[], lines private.order_request_line[]) returns private.priced_line[]
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_column
declare
  v_moment constant timestamptz := private.clock();
  v_line private.order_request_line;
  v_priced private.priced_line;
  v_all private.priced_line[] := '{}';
begin
  -- Line by line: a query that every order asks alike is planned once, and the planner need not guess how many lines there are.
  foreach v_line in array lines loop
    select
      v_line.line_no, v_line.sku_id, v_line.quantity, v_line.unit_points,
      o.id, o.price_points, o.max_per_order, o.max_per_buyer, o.product_id, c.path, p.kind in ('physical', 'gift_pack'), p.name, s.options,
      -- By locale the product's name and the SKU's choices; a description has no place in an order.
      case when p.translations = '{}' and s.translations = '{}' then '{}' else (
        select jsonb_object_agg(locale, jsonb_strip_nulls(
          jsonb_build_object('name', p.translations -> locale -> 'name', 'options', s.translations -> locale -> 'options')
        ))
        from jsonb_object_keys(p.translations || s.translations) locale
      ) end,
      (select m.path from public.product_media m where m.product_id = p.id order by m.position, m.id limit 1)
    into v_priced
    -- The choice that private.effective_offers() makes for all SKUs, made for one.
    from (
      select o.id, o.sku_id, o.product_id, o.price_points, o.max_per_order, o.max_per_buyer
      from public.offers o
      where o.tenant_id = price_lines.tenant_id and o.sku_id = v_line.sku_id and o.audience_id = any (price_lines.audience_ids)
        and o.status = 'active' and o.on_sale and o.valid_from <= v_moment and (o.valid_to is null or o.valid_to > v_moment)
      order by private.audience_rank(o.audience_kind, o.audience_id, price_lines.audience_ids) desc, o.price_points, o.id
      limit 1
    ) o
    join public.skus s on s.id = o.sku_id
    join public.products p on p.id = o.product_id
    join public.categories c on c.id = p.category_id;
    if not found then
      v_priced := (v_line.line_no, v_line.sku_id, v_line.quantity, v_line.unit_points, null, null, null, null, null, null, null, null, null, null, null);
    end if;
    v_all := v_all || v_priced;
  end loop;
  return v_all;
end
$$;

comment on function private.price_lines(uuid, uuid[], private.order_request_line[]) is
  'What the lines cost a buyer with these audiences now, with copies of name, choices and picture for the order. A line the buyer may not order keeps its SKU and quantity alone.';
