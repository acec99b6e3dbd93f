create function private.pack_choice_problem(choice jsonb) returns text
language plpgsql immutable set search_path = '' as $$
begin
  return case
    when jsonb_typeof(choice) <> 'object' then 'not_an_object'
    when coalesce(private.whole_amount(choice -> 'section_no') > 20, true) then 'section_no'
    when jsonb_typeof(choice -> 'sku_id') is distinct from 'string' or not pg_input_is_valid(choice ->> 'sku_id', 'uuid') then 'sku_id'
    when coalesce(choice -> 'swap_for', 'null') <> 'null'
      and (jsonb_typeof(choice -> 'swap_for') <> 'string' or not pg_input_is_valid(choice ->> 'swap_for', 'uuid')) then 'swap_for'
  end;
end
$$;

comment on function private.pack_choice_problem(jsonb) is
  'What is wrong with the shape of one choice, its units aside: not_an_object, section_no, sku_id, swap_for, or null.';
