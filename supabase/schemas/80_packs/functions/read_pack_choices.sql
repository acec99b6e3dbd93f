create function private.read_pack_choices(request jsonb, idempotency_key text) returns private.pack_choice[]
language plpgsql stable set search_path = '' as $$
declare
  v_choices constant jsonb := case when jsonb_typeof(request) = 'object' then request -> 'choices' end;
  v_choice jsonb;
  v_problem text;
  v_units_are_right boolean := true;
  v_read private.pack_choice[] := '{}';
begin
  if idempotency_key is null or idempotency_key !~ '^[^\u0001-\u001f\u007f]{8,100}$' then
    perform private.fail('invalid_request', 400, '{"field": "idempotency_key", "problem": "not_8_to_100_characters"}');
  elsif jsonb_typeof(request) is distinct from 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  elsif coalesce(v_choices, 'null') in ('null', '[]') then
    perform private.fail('empty_order', 400);
  elsif jsonb_typeof(v_choices) <> 'array' or jsonb_array_length(v_choices) > 50 then
    perform private.fail('invalid_request', 400, '{"field": "choices", "problem": "not_a_list_of_1_to_50"}');
  end if;

  for place in 1 .. jsonb_array_length(v_choices) loop
    v_choice := v_choices -> (place - 1);
    v_problem := least(v_problem, private.pack_choice_problem(v_choice));
    v_units_are_right := v_units_are_right and coalesce(private.whole_amount(v_choice -> 'units') <= 999, false);
    if v_problem is null and v_units_are_right then
      v_read := v_read || row(
        place, (v_choice ->> 'section_no')::integer, coalesce(v_choice ->> 'swap_for', v_choice ->> 'sku_id')::uuid,
        (v_choice ->> 'sku_id')::uuid, (v_choice ->> 'units')::integer
      )::private.pack_choice;
    end if;
  end loop;

  if v_problem is not null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'choices', 'problem', v_problem));
  elsif not v_units_are_right then
    perform private.fail('invalid_quantity', 400);
  elsif (select count(distinct (c.section_no, c.sku_id, c.delivered_sku_id)) from unnest(v_read) c) < cardinality(v_read) then
    perform private.fail('invalid_request', 400, '{"field": "choices", "problem": "choice_twice"}');
  end if;
  return v_read;
end
$$;

comment on function private.read_pack_choices(jsonb, text) is
  'The choices of a request to redeem, checked: 1 to 50 objects {section_no, sku_id, units, swap_for?}, none twice, units a whole number 1 to 999. swap_for names the item of the pack whose slots sku_id shall take. Errors: empty_order, invalid_request {field, problem}, invalid_quantity.';
