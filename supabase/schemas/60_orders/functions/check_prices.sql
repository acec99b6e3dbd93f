create function private.check_prices(
  lines private.priced_line[], out total_points bigint, out needs_address boolean, out is_limited boolean
)
language plpgsql stable security definer set search_path = '' as $$
declare
  v_line private.priced_line;
  v_changed jsonb := '[]';
begin
  total_points := 0;
  needs_address := false;
  is_limited := false;
  foreach v_line in array lines loop
    if v_line.offer_id is null then
      perform private.fail('offer_unavailable', 409, jsonb_build_object('sku_id', v_line.sku_id));
    elsif v_line.quantity > v_line.max_per_order then
      perform private.fail(
        'purchase_limit_exceeded', 409, jsonb_build_object('sku_id', v_line.sku_id, 'limit', v_line.max_per_order, 'already', 0)
      );
    elsif v_line.unit_points <> v_line.seen_points then
      v_changed := v_changed || jsonb_build_object('sku_id', v_line.sku_id, 'was', v_line.seen_points, 'now', v_line.unit_points);
    end if;
    total_points := total_points + v_line.unit_points * v_line.quantity;
    needs_address := needs_address or v_line.needs_address;
    is_limited := is_limited or v_line.max_per_buyer is not null;
  end loop;
  if v_changed <> '[]' then
    perform private.fail('price_changed', 409, jsonb_build_object('lines', v_changed));
  end if;
end
$$;

comment on function private.check_prices(private.priced_line[]) is
  'Refuses lines that cannot be bought, exceed the limit per order, or cost other than the buyer saw; sums up the others: points, whether anything is shipped, whether an offer has a limit per buyer. Errors: offer_unavailable {sku_id}, purchase_limit_exceeded {sku_id, limit, already}, price_changed {lines}.';
