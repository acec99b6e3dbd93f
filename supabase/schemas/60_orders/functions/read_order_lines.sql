create function private.read_order_lines(lines jsonb, prices_required boolean) returns private.order_request_line[]
language plpgsql stable set search_path = '' as $$
declare
  v_problem text;
  v_quantities_are_right boolean;
  v_read private.order_request_line[];
begin
  if lines is null or lines in ('null', '[]') then
    perform private.fail('empty_order', 400);
  elsif jsonb_typeof(lines) <> 'array' then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "not_a_list"}');
  elsif jsonb_array_length(lines) > 50 then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "more_than_50"}');
  end if;

  select
    min(case
      when jsonb_typeof(line) <> 'object' then 'not_an_object'
      when jsonb_typeof(line -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(line ->> 'sku_id', 'uuid') then 'sku_id'
      when (prices_required or coalesce(line -> 'unit_points', 'null') <> 'null') and private.whole_amount(line -> 'unit_points') is null
        then 'unit_points'
    end),
    bool_and(coalesce(private.whole_amount(line -> 'quantity') between 1 and 999, false))
  into v_problem, v_quantities_are_right
  from jsonb_array_elements(lines) as line;

  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'lines', 'problem', v_problem));
  elsif not v_quantities_are_right then
    perform private.fail('invalid_quantity', 400);
  end if;

  select array_agg(
    (place, line ->> 'sku_id', line ->> 'quantity', line ->> 'unit_points')::private.order_request_line order by place
  )
  into v_read
  from jsonb_array_elements(lines) with ordinality as items (line, place);

  if (select count(distinct sku_id) from unnest(v_read)) < cardinality(v_read) then
    perform private.fail('invalid_request', 400, '{"field": "lines", "problem": "sku_twice"}');
  end if;
  return v_read;
end
$$;

comment on function private.read_order_lines(jsonb, boolean) is
  'The lines of a request, checked: 1 to 50 objects {sku_id, quantity, unit_points}, a SKU once, quantity a whole number 1 to 999, unit_points a whole number above zero (optional unless prices_required). Errors: empty_order, invalid_request {field, problem}, invalid_quantity.';
