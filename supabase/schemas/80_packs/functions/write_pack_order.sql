create function private.write_pack_order(
  held public.pack_entitlements, use_no integer, order_id uuid, moment timestamptz, choices private.pack_choice[]
) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_begun integer;
  v_choice record;
begin
  insert into public.order_lines (
    tenant_id, order_id, line_no, sku_id, product_id, offer_id, name, options, translations, image_path, quantity, unit_points
  )
  select held.tenant_id, order_id, c.line_no, s.id, p.id, null, p.name, s.options, private.line_translations(p.translations, s.translations),
    private.cover_path(p.id), c.units, 0
  from unnest(choices) c
  join public.skus s on s.id = c.delivered_sku_id
  join public.products p on p.id = s.product_id;
  insert into public.order_events (tenant_id, order_id, id, to_state, actor, at)
  values (held.tenant_id, order_id, private.new_id(), 'paid', 'buyer', moment);
  insert into public.pack_choices (tenant_id, order_id, line_no, entitlement_id, use_no, section_no, sku_id, delivered_sku_id, units)
  select held.tenant_id, order_id, c.line_no, held.id, use_no, c.section_no, c.sku_id, c.delivered_sku_id, c.units
  from unnest(choices) c;

  v_begun := private.count_pack_uses(held);
  perform private.post_pack_movement(
    held.tenant_id, 'pack_redemption', held.grant_id, private.system_account_id(held.tenant_id, 'committed'),
    private.system_account_id(held.tenant_id, 'redeemed'), held.value_points * v_begun, order_id
  );

  -- Stock last: its rows are the ones for which others wait. Always in this order, so that two orders cannot wait for each other.
  for v_choice in
    select c.delivered_sku_id as sku_id, sum(c.units)::integer as units from unnest(choices) c group by c.delivered_sku_id order by 1
  loop
    if private.pack_units_available(v_choice.sku_id) = 0 then
      perform private.fail('out_of_stock', 409, jsonb_build_object('sku_id', v_choice.sku_id, 'available', 0));
    end if;
    perform private.take_stock(v_choice.sku_id, v_choice.units, order_id);
  end loop;
end
$$;

comment on function private.write_pack_order(public.pack_entitlements, integer, uuid, timestamptz, private.pack_choice[]) is
  'Writes what belongs to a new order out of a pack, whose entitlement is locked and whose choices are checked: lines, event, slots taken, the points of a use that begins, stock. Errors: out_of_stock {sku_id, available}.';
