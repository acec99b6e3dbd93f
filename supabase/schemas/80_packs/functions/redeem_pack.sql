create function public.redeem_pack(entitlement_id uuid, request jsonb, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_choices constant private.pack_choice[] := private.read_pack_choices(request, idempotency_key);
  v_note constant text := private.read_text(request, 'note', 200, false);
  v_hash constant bytea := private.request_hash('redeem_pack', entitlement_id::text, request::text);
  v_moment constant timestamptz := private.clock();
  v_answer jsonb := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  v_order_id constant uuid := private.new_id();
  v_order_no text;
  v_held public.pack_entitlements;
  v_use_no integer;
  v_address jsonb;
begin
  if v_answer is null then
    select * into v_held
    from public.pack_entitlements e
    where e.tenant_id = v_buyer.tenant_id and e.id = redeem_pack.entitlement_id and e.holder_id = v_buyer.buyer_id and e.state <> 'void'
    for no key update;
    if not found then
      perform private.fail('pack_not_found', 404);
    end if;
    -- Whoever waited here for the same key finds its answer now.
    v_answer := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end if;
  if v_answer is not null then
    return v_answer || jsonb_build_object('entitlement_id', entitlement_id);
  end if;

  v_use_no := private.use_to_redeem(v_held);
  perform private.refuse_wrong_choices(v_buyer.tenant_id, v_held.pack_id, entitlement_id, v_use_no, v_choices);
  perform private.refuse_wrong_swaps(v_buyer.tenant_id, v_buyer.audience_ids, v_held.pack_id, v_choices);
  v_address := private.pack_address(v_buyer.tenant_id, v_buyer.buyer_id, private.read_uuid(request, 'address_id'), v_choices);

  -- The key may be under way for another pack or order: whoever is second waits for the first. A taken order number tries another.
  for attempt in 1..5 loop
    v_order_no := private.new_order_no();
    insert into public.orders (
      tenant_id, id, order_no, member_id, card_id, entitlement_id, state, total_points, address, note, idempotency_key, request_hash,
      placed_at, updated_at
    )
    values (
      v_buyer.tenant_id, v_order_id, v_order_no, v_buyer.member_id, v_buyer.card_id, entitlement_id, 'paid', 0, v_address, v_note,
      idempotency_key, v_hash, v_moment, v_moment
    )
    on conflict do nothing;
    exit when found;
    perform private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end loop;
  perform private.write_pack_order(v_held, v_use_no, v_order_id, v_moment, v_choices);
  return private.order_answer(v_order_id, v_order_no, 0, v_moment) || jsonb_build_object('entitlement_id', entitlement_id);
end
$$;

comment on function public.redeem_pack(uuid, jsonb, text) is
  'Chooses from a pack the caller holds, and orders it: some now, the rest later. request: {choices: [{section_no, sku_id, units, swap_for?}], address_id, note}; swap_for names the item, out of stock, for which sku_id shall come. Gives what place_order gives, total_points being 0, with entitlement_id; the same key with the same request gives the first answer again. Members and guests. Errors: pack_not_found, pack_expired, pack_used_up, choice_not_in_pack {section_no, sku_id}, choose_fewer {section_no, sku_id, limit}, choose_more {section_no, sku_id, limit}, swap_not_allowed {sku_id, reason}, out_of_stock {sku_id, available}, address_required, address_not_found, empty_order, invalid_quantity, invalid_request {field, problem}, idempotency_mismatch, and those of private.require_buyer.';

grant execute on function public.redeem_pack(uuid, jsonb, text) to authenticated;
