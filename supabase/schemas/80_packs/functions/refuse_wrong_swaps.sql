create function private.refuse_wrong_swaps(
  tenant_id uuid, audience_ids uuid[], pack_id uuid, choices private.pack_choice[]
) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  v_choice private.pack_choice;
  v_allowed boolean;
  v_value bigint;
  v_price bigint;
  v_reason text;
begin
  foreach v_choice in array choices loop
    continue when v_choice.sku_id = v_choice.delivered_sku_id;
    select p.allow_swaps, i.value_points into v_allowed, v_value
    from public.packs p
    join public.pack_items i on i.tenant_id = p.tenant_id and i.pack_id = p.id
    where p.tenant_id = refuse_wrong_swaps.tenant_id and p.id = refuse_wrong_swaps.pack_id
      and i.section_no = v_choice.section_no and i.sku_id = v_choice.sku_id;
    select min(s.price_points) into v_price
    from private.pack_swap_prices(
      refuse_wrong_swaps.tenant_id, refuse_wrong_swaps.audience_ids, refuse_wrong_swaps.pack_id, array[v_choice.delivered_sku_id]
    ) s;
    v_reason := case
      when not v_allowed then 'not_in_this_pack'
      when private.pack_units_available(v_choice.sku_id) > 0 then 'in_stock'
      when v_price is null then 'not_offered'
      when v_price > v_value then 'worth_more'
    end;
    if v_reason is not null then
      perform private.fail('swap_not_allowed', 409, jsonb_build_object('sku_id', v_choice.delivered_sku_id, 'reason', v_reason));
    end if;
  end loop;
end
$$;

comment on function private.refuse_wrong_swaps(uuid, uuid[], uuid, private.pack_choice[]) is
  'Refuses to swap where the pack does not allow it (reason not_in_this_pack), where the item wanted is in stock (in_stock), for what the holder may not have (not_offered) or what is worth more (worth_more), unit for unit. Errors: swap_not_allowed {sku_id, reason}.';
