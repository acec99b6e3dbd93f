create function private.undo_order(tenant_id uuid, order_id uuid, to_state text, actor text, note text default null) returns void
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_refunded bigint;
  v_line record;
begin
  perform private.transition_order(tenant_id, order_id, to_state, actor, note);
  v_refunded := private.refund_points(tenant_id, order_id, null) ->> 'amount';
  update public.orders o
  set refunded_points = o.refunded_points + coalesce(v_refunded, 0)
  where o.tenant_id = undo_order.tenant_id and o.id = order_id;
  perform private.return_pack_choices(tenant_id, order_id);

  -- Goods that were sent out come back, if at all, by an after-sales case.
  if to_state <> 'cancelled' then
    return;
  end if;
  update public.purchase_counters c
  set units = c.units - l.quantity
  from public.orders o
  join public.order_lines l on l.tenant_id = o.tenant_id and l.order_id = o.id
  where o.tenant_id = undo_order.tenant_id and o.id = undo_order.order_id and l.counts_for_buyer
    and c.tenant_id = o.tenant_id and c.buyer_id = o.buyer_id and c.offer_id = l.offer_id;
  for v_line in
    select l.sku_id, l.quantity
    from public.order_lines l
    where l.tenant_id = undo_order.tenant_id and l.order_id = undo_order.order_id
    order by l.sku_id
  loop
    perform private.return_stock(v_line.sku_id, v_line.quantity, order_id);
  end loop;
end
$$;

comment on function private.undo_order(uuid, uuid, text, text, text) is
  'Cancels or refunds an order that the caller has locked: the points go back to their lots, slots of a gift pack to the pack; of a cancelled one also the purchase limit and the stock. Errors: those of private.transition_order.';
