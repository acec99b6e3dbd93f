create function private.write_order(
  tenant_id uuid, buyer_id uuid, order_id uuid, moment timestamptz, lines private.priced_line[]
) returns uuid
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_bucket smallint;
  v_line private.priced_line;
begin
  foreach v_line in array lines loop
    insert into public.order_lines (
      tenant_id, order_id, line_no, sku_id, product_id, offer_id, name, options, translations, image_path, quantity, unit_points, counts_for_buyer
    )
    values (
      tenant_id, order_id, v_line.line_no, v_line.sku_id, v_line.product_id, v_line.offer_id, v_line.name, v_line.options, v_line.translations,
      v_line.image_path, v_line.quantity, v_line.unit_points, v_line.max_per_buyer is not null
    );
  end loop;
  insert into public.order_events (tenant_id, order_id, id, to_state, actor, at)
  values (tenant_id, order_id, private.new_id(), 'paid', 'buyer', moment);

  if exists (select from public.cart_lines c where c.tenant_id = write_order.tenant_id and c.buyer_id = write_order.buyer_id) then
    -- Another device may be saving the cart: one after the other, or each could wait for a line that the other has changed.
    perform pg_advisory_xact_lock(hashtextextended('cart ' || buyer_id, 0));
    delete from public.cart_lines c
    where c.tenant_id = write_order.tenant_id and c.buyer_id = write_order.buyer_id
      and c.sku_id in (select l.sku_id from unnest(lines) l);
  end if;

  -- Stock last: its rows are the ones for which others wait. Always in this order, so that two orders cannot wait for each other.
  if cardinality(lines) = 1 then
    v_bucket := private.take_stock(v_line.sku_id, v_line.quantity, order_id);
    return order_id;
  end if;
  for v_line in select l.* from unnest(lines) l order by l.sku_id loop
    v_bucket := private.take_stock(v_line.sku_id, v_line.quantity, order_id);
  end loop;
  return order_id;
end
$$;

comment on function private.write_order(uuid, uuid, uuid, timestamptz, private.priced_line[]) is
  'Writes what belongs to a new order that is paid for: lines and event; takes its SKUs out of the cart and out of stock; gives the order. Errors: out_of_stock {sku_id, available}.';
