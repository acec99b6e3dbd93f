create function public.place_order(request jsonb, idempotency_key text) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_lines constant private.order_request_line[] := private.read_order_request(request, idempotency_key);
  v_address_id constant uuid := private.read_uuid(request, 'address_id');
  v_note constant text := private.read_text(request, 'note', 200, false);
  v_hash constant bytea := sha256(convert_to(request::text, 'utf8'));
  v_priced private.priced_line[];
  v_address jsonb;
  v_order_id uuid;
  v_answer jsonb := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_priced := private.price_lines(v_buyer.tenant_id, v_lines);
  perform private.check_prices(v_priced);
  v_address := private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_address_id);
  if v_address is null and v_address_id is not null then
    perform private.fail('address_not_found', 404);
  elsif v_address is null and (select bool_or(l.needs_address) from unnest(v_priced) l) then
    perform private.fail('address_required', 400);
  end if;

  -- Whoever is second with this key waits here for the first, and then repeats its answer. A taken order number tries another.
  for attempt in 1..5 loop
    insert into public.orders (tenant_id, member_id, card_id, state, total_points, address, note, idempotency_key, request_hash)
    select
      v_buyer.tenant_id, v_buyer.member_id, v_buyer.card_id, 'paid', sum(l.unit_points * l.quantity), v_address, v_note,
      idempotency_key, v_hash
    from unnest(v_priced) l
    on conflict do nothing
    returning id into v_order_id;
    exit when found;
    v_answer := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
    if v_answer is not null then
      return v_answer;
    end if;
  end loop;

  perform private.spend_points(v_buyer.tenant_id, v_buyer.account_id, v_order_id, private.spend_lines(v_priced));
  perform private.count_purchases(v_buyer.tenant_id, v_buyer.buyer_id, v_priced);
  perform private.write_order(v_buyer.tenant_id, v_buyer.buyer_id, v_order_id, v_priced);
  return private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
end
$$;

comment on function public.place_order(jsonb, text) is
  'Places an order and pays it with the caller''s points, all or nothing. request: {lines: [{sku_id, quantity, unit_points}], address_id, note}; unit_points is the price of one unit that the buyer saw. Gives {order_id, order_no, state, total_points, placed_at}; the same key with the same request gives the first answer again. Members and guests. Errors: invalid_request, invalid_quantity, empty_order, idempotency_mismatch, offer_unavailable, purchase_limit_exceeded, price_changed, address_required, address_not_found, insufficient_points, points_expired, out_of_stock, and those of private.require_buyer.';

grant execute on function public.place_order(jsonb, text) to authenticated;
