create function private.take_goods(tenant_id uuid, buyer_id uuid, order_id uuid, lines private.priced_line[]) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_bucket smallint;
  v_line private.priced_line;
begin
  if exists (select from public.cart_lines c where c.tenant_id = take_goods.tenant_id and c.buyer_id = take_goods.buyer_id) then
    -- Another device may be saving the cart: one after the other, or each could wait for a line that the other has changed.
    perform pg_advisory_xact_lock(hashtextextended('cart ' || buyer_id, 0));
    delete from public.cart_lines c
    where c.tenant_id = take_goods.tenant_id and c.buyer_id = take_goods.buyer_id
      and c.sku_id in (select l.sku_id from unnest(lines) l);
  end if;

  -- Stock last: its rows are the ones for which others wait. Always in this order, so that two orders cannot wait for each other.
  if cardinality(lines) = 1 then
    return private.take_stock(lines[1].sku_id, lines[1].quantity, order_id);
  end if;
  for v_line in select l.* from unnest(lines) l order by l.sku_id loop
    v_bucket := private.take_stock(v_line.sku_id, v_line.quantity, order_id);
  end loop;
  return v_bucket;
end
$$;

comment on function private.take_goods(uuid, uuid, uuid, private.priced_line[]) is
  'Takes the SKUs of a new order out of the buyer''s cart and out of stock; gives the bucket of the last. Errors: out_of_stock {sku_id, available}.';
