create function public.place_order(request jsonb, idempotency_key text) returns jsonb
language plpgsql security definer set search_path = '' set plan_cache_mode = force_generic_plan as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_lines constant private.order_request_line[] := private.read_order_request(request, idempotency_key);
  v_address_id constant uuid := private.read_uuid(request, 'address_id');
  v_note constant text := case when request ? 'note' then private.read_text(request, 'note', 200, false) end;
  v_hash constant bytea := sha256(convert_to(request::text, 'utf8'));
  v_moment constant timestamptz := private.clock();
  v_answer constant jsonb := private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  v_order_id constant uuid := private.new_id();
  v_transaction_id uuid;
  v_order_no text;
  v_priced private.priced_line[];
  v_sum record;
  v_address jsonb;
  v_bucket smallint;
begin
  if v_answer is not null then
    return v_answer;
  end if;

  v_priced := private.price_lines(v_buyer.tenant_id, v_buyer.audience_ids, v_lines);
  v_sum := private.check_prices(v_priced);
  if v_address_id is not null then
    v_address := private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_address_id);
    if v_address is null then
      perform private.fail('address_not_found', 404);
    end if;
  elsif v_sum.needs_address then
    perform private.fail('address_required', 400);
  end if;

  v_order_no := private.write_order(
    v_buyer.tenant_id, v_order_id, v_buyer.member_id, v_buyer.card_id, v_sum.total_points, v_address, v_note, idempotency_key, v_hash, v_moment,
    v_priced
  );
  if v_order_no is null then
    return private.repeated_order(v_buyer.tenant_id, v_buyer.buyer_id, idempotency_key, v_hash);
  end if;
  -- Assigned, because "perform" makes a query of each call.
  v_transaction_id := private.spend_points(v_buyer.tenant_id, v_buyer.account_id, v_order_id, private.spend_lines(v_priced));
  if v_sum.is_limited then
    perform private.count_purchases(v_buyer.tenant_id, v_buyer.buyer_id, v_priced);
  end if;
  v_bucket := private.take_goods(v_buyer.tenant_id, v_buyer.buyer_id, v_order_id, v_priced);
  return private.order_answer(v_order_id, v_order_no, v_sum.total_points, v_moment);
end
$$;

comment on function public.place_order(jsonb, text) is
  'Places an order and pays it with the caller''s points, all or nothing. request: {lines: [{sku_id, quantity, unit_points}], address_id, note}; unit_points is the price of one unit that the buyer saw. Gives {order_id, order_no, state, total_points, placed_at}; the same key with the same request gives the first answer again. Members and guests. Errors: invalid_request, invalid_quantity, empty_order, idempotency_mismatch, offer_unavailable, purchase_limit_exceeded, price_changed, address_required, address_not_found, insufficient_points, points_expired, out_of_stock, and those of private.require_buyer.';

grant execute on function public.place_order(jsonb, text) to authenticated;
