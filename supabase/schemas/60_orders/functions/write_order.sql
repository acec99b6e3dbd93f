create function private.write_order(
  tenant_id uuid, order_id uuid, member_id uuid, card_id uuid, total_points bigint, address jsonb, note text,
  idempotency_key text, request_hash bytea, moment timestamptz, lines private.priced_line[]
) returns text
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_order_no text;
begin
  for attempt in 1..5 loop
    v_order_no := private.new_order_no();
    -- One statement, because starting a statement costs about as much as writing a row. Lines and event follow from the order's row:
    -- without it there are none. Whoever is second with this key waits here for the first.
    with placed as (
      insert into public.orders (
        tenant_id, id, order_no, member_id, card_id, state, total_points, address, note, idempotency_key, request_hash, placed_at, updated_at
      )
      values (
        tenant_id, order_id, v_order_no, member_id, card_id, 'paid', total_points, address, note, idempotency_key, request_hash, moment, moment
      )
      on conflict do nothing
      returning id
    ),
    written as (
      insert into public.order_lines (
        tenant_id, order_id, line_no, sku_id, product_id, offer_id, name, options, translations, image_path, quantity, unit_points, counts_for_buyer
      )
      select
        tenant_id, p.id, l.line_no, l.sku_id, l.product_id, l.offer_id, l.name, l.options, l.translations, l.image_path, l.quantity,
        l.unit_points, l.max_per_buyer is not null
      from placed p, unnest(lines) l
    )
    insert into public.order_events (tenant_id, order_id, id, to_state, actor, at)
    select tenant_id, p.id, private.new_id(), 'paid', 'buyer', moment from placed p;
    if found then
      return v_order_no;
    elsif exists (
      select from public.orders o
      where o.tenant_id = write_order.tenant_id and o.buyer_id = coalesce(member_id, card_id)
        and o.idempotency_key = write_order.idempotency_key
    ) then
      return null;
    end if;
    -- The number was taken: another one.
  end loop;
  raise exception 'five order numbers in a row were taken' using errcode = 'unique_violation';
end
$$;

comment on function private.write_order(uuid, uuid, uuid, uuid, bigint, jsonb, text, text, bytea, timestamptz, private.priced_line[]) is
  'Writes a new order that is being paid: its row, its lines, its first event. Gives its number, or null when the buyer has an order under this key already. Raises unique_violation when no number was free.';
