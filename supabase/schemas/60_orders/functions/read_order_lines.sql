create function private.read_order_lines(lines jsonb, prices_required boolean) returns private.order_request_line[]
language plpgsql stable set search_path = '' as $$
declare
  v_line jsonb;
  v_quantity bigint;
  v_unit_points bigint;
  v_sku_ids uuid[] := '{}';
  v_quantities_are_right boolean := true;
  v_problem text;
  v_read private.order_request_line[] := '{}';
begin
  if lines is null or lines in ('null', '[]') then
    perform private.fail('empty_order', 400);
  elsif jsonb_typeof(lines) <> 'array' then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "not_a_list"}');
  elsif jsonb_array_length(lines) > 50 then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "more_than_50"}');
  end if;

  -- A loop of plain expressions: for the few lines of an order it costs less than a query.
  for place in 1 .. jsonb_array_length(lines) loop
    v_line := lines -> (place - 1);
    v_quantity := private.whole_amount(v_line -> 'quantity');
    v_unit_points := private.whole_amount(v_line -> 'unit_points');
    -- What is wrong is asked only where something is.
    if v_unit_points is null or jsonb_typeof(v_line -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(v_line ->> 'sku_id', 'uuid') then
      v_problem := least(v_problem, private.order_line_problem(v_line, prices_required));
    end if;
    v_quantities_are_right := v_quantities_are_right and coalesce(v_quantity <= 999, false);
    if v_problem is null and v_quantities_are_right then
      v_sku_ids := v_sku_ids || (v_line ->> 'sku_id')::uuid;
      v_read := v_read || row(place, v_sku_ids[place], v_quantity, v_unit_points)::private.order_request_line;
    end if;
  end loop;

  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'lines', 'problem', v_problem));
  elsif not v_quantities_are_right then
    perform private.fail('invalid_quantity', 400);
  elsif cardinality(v_sku_ids) > 1 then
    if (select count(distinct id) from unnest(v_sku_ids) id) < cardinality(v_sku_ids) then
      perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "sku_twice"}');
    end if;
  end if;
  return v_read;
end
$$;

comment on function private.read_order_lines(jsonb, boolean) is
  'The lines of a request, checked: 1 to 50 objects {sku_id, quantity, unit_points}, a SKU once, quantity a whole number 1 to 999, unit_points a whole number above zero (optional unless prices_required). Errors: empty_order, invalid_request {field, problem}, invalid_quantity.';
