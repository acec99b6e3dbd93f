create function public.cancel_order(order_id uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_state text;
begin
  select o.state into v_state
  from public.orders o
  where o.tenant_id = v_buyer.tenant_id and o.id = order_id and o.buyer_id = v_buyer.buyer_id
  for update;
  if not found then
    perform private.fail('order_not_found', 404);
  end if;

  if v_state <> 'cancelled' then
    perform private.undo_order(v_buyer.tenant_id, order_id, 'cancelled', 'buyer');
  end if;
  return (
    select jsonb_build_object('order_id', o.id, 'state', o.state, 'refunded_points', o.refunded_points)
    from public.orders o
    where o.tenant_id = v_buyer.tenant_id and o.id = order_id
  );
end
$$;

comment on function public.cancel_order(uuid) is
  'Cancels an order of the caller that has not been shipped: points go back to the lots that paid, units to stock. Gives {order_id, state, refunded_points}; once more, the same answer and no second refund. Members and guests. Errors: order_not_found, order_not_cancellable {state}, and those of private.require_buyer.';

grant execute on function public.cancel_order(uuid) to authenticated;
