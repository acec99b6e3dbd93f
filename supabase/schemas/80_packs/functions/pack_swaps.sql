create function public.pack_swaps(entitlement_id uuid, section_no integer, sku_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_pack_id uuid;
  v_allowed boolean;
  v_value bigint;
begin
  select e.pack_id, p.allow_swaps, i.value_points into v_pack_id, v_allowed, v_value
  from public.pack_entitlements e
  join public.packs p on p.tenant_id = e.tenant_id and p.id = e.pack_id
  left join public.pack_items i
    on i.tenant_id = e.tenant_id and i.pack_id = e.pack_id and i.section_no = pack_swaps.section_no and i.sku_id = pack_swaps.sku_id
  where e.tenant_id = v_buyer.tenant_id and e.id = pack_swaps.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void';
  if not found then
    perform private.fail('pack_not_found', 404);
  elsif not v_allowed or v_value is null or private.pack_units_available(sku_id) > 0 then
    return '[]';
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(w) order by w.value_points desc, w.sku_id), '[]')
    from (
      select s.sku_id, k.product_id, d.name, d.subtitle, k.options, private.line_translations(d.translations, k.translations) as translations,
        private.cover_path(d.id) as image_path, d.kind in ('physical', 'gift_pack') as needs_address, min(s.price_points) as value_points,
        private.pack_units_available(s.sku_id) as available
      from private.pack_swap_prices(v_buyer.tenant_id, v_buyer.audience_ids, v_pack_id) s
      join public.skus k on k.id = s.sku_id
      join public.products d on d.id = k.product_id
      where s.sku_id <> pack_swaps.sku_id and private.pack_units_available(s.sku_id) > 0
      group by s.sku_id, k.id, d.id
      having min(s.price_points) <= v_value
      order by min(s.price_points) desc, s.sku_id
      limit 50
    ) w
  );
end
$$;

comment on function public.pack_swaps(uuid, integer, uuid) is
  'For what an item of a pack the caller holds may be swapped: [{sku_id, product_id, name, subtitle, options, translations, image_path, needs_address, value_points, available}], at most 50, the most valuable first; an empty list where the pack allows no swaps or the item is in stock. Members and guests. Errors: pack_not_found, and those of private.require_buyer.';

grant execute on function public.pack_swaps(uuid, integer, uuid) to authenticated;
