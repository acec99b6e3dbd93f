create function private.order_line_problem(line jsonb, price_required boolean) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when jsonb_typeof(line) <> 'object' then 'not_an_object'
    when jsonb_typeof(line -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(line ->> 'sku_id', 'uuid') then 'sku_id'
    when (price_required or coalesce(line -> 'unit_points', 'null') <> 'null') and private.whole_amount(line -> 'unit_points') is null
      then 'unit_points'
  end;
end
$$;

comment on function private.order_line_problem(jsonb, boolean) is
  'What is wrong with the shape of one line of a request, its quantity aside: not_an_object, sku_id, unit_points, or null.';
