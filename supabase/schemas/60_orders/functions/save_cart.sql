create function public.save_cart(lines jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_lines private.order_request_line[] := '{}';
  v_sku_ids uuid[];
  v_refused uuid;
begin
  if lines is null or jsonb_typeof(lines) <> 'array' then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "not_a_list"}');
  elsif lines <> '[]' then
    v_lines := private.read_order_lines(lines, prices_required => false);
  end if;
  v_sku_ids := array(select l.sku_id from unnest(v_lines) l);
  -- Two devices of one buyer, one after the other.
  perform pg_advisory_xact_lock(hashtextextended('cart ' || v_buyer.buyer_id, 0));

  -- What is in the cart already may stay although its offer has ended: the quote says so, and the buyer decides.
  select wanted.sku_id into v_refused
  from unnest(v_sku_ids) with ordinality wanted (sku_id, place)
  where not exists (select from private.effective_offers(v_buyer.tenant_id, v_buyer.audience_ids, v_sku_ids) o where o.sku_id = wanted.sku_id)
    and not exists (
      select from public.cart_lines c
      where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id and c.sku_id = wanted.sku_id
    )
  order by wanted.place
  limit 1;
  if found then
    perform private.fail('offer_unavailable', 409, jsonb_build_object('sku_id', v_refused));
  end if;

  delete from public.cart_lines c
  where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id and c.sku_id <> all (v_sku_ids);
  insert into public.cart_lines (tenant_id, member_id, card_id, sku_id, quantity)
  select v_buyer.tenant_id, v_buyer.member_id, v_buyer.card_id, l.sku_id, l.quantity from unnest(v_lines) l order by l.sku_id
  on conflict on constraint cart_lines_pkey do update set quantity = excluded.quantity;

  return jsonb_build_object('lines', (
    select coalesce(
      jsonb_agg(jsonb_build_object('sku_id', c.sku_id, 'quantity', c.quantity, 'added_at', c.added_at) order by c.added_at, c.sku_id), '[]'
    )
    from public.cart_lines c
    where c.tenant_id = v_buyer.tenant_id and c.buyer_id = v_buyer.buyer_id
  ));
end
$$;

comment on function public.save_cart(jsonb) is
  'Replaces the caller''s cart by [{sku_id, quantity}], at most 50 lines; an empty list empties it. Gives {lines: [{sku_id, quantity, added_at}]}. Members and guests. Errors: invalid_request, invalid_quantity, offer_unavailable {sku_id} (for a SKU that was not in the cart yet), and those of private.require_buyer.';

grant execute on function public.save_cart(jsonb) to authenticated;
