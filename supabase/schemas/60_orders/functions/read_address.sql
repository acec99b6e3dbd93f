create function private.read_address(address jsonb) returns jsonb
language plpgsql immutable set search_path = '' as $$
declare
  v_phone text;
begin
  if address is null or jsonb_typeof(address) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "address", "problem": "not_an_object"}');
  elsif jsonb_typeof(coalesce(address -> 'is_default', 'false')) not in ('boolean', 'null') then
    perform private.fail('invalid_request', 400, '{"field": "is_default", "problem": "not_true_or_false"}');
  end if;
  v_phone := private.read_text(address, 'phone', 20, true);
  -- A Chinese mobile number, or any number written with digits, blanks, brackets and hyphens.
  if v_phone !~ '^(1[3-9][0-9]{9}|(?!1[0-9]{10}$)[+(]?[0-9][0-9 ()-]{3,18}[0-9])$' then
    perform private.fail('invalid_request', 400, '{"field": "phone", "problem": "not_a_phone_number"}');
  end if;
  return jsonb_build_object(
    'recipient', private.read_text(address, 'recipient', 50, true),
    'phone', v_phone,
    'province', private.read_text(address, 'province', 50, true),
    'city', private.read_text(address, 'city', 50, true),
    'district', private.read_text(address, 'district', 50, true),
    'street', private.read_text(address, 'street', 200, true)
  );
end
$$;

comment on function private.read_address(jsonb) is
  'The fields of an address out of a request, trimmed and checked. Errors: invalid_request {field, problem: missing, not_text, too_long, control_characters, not_a_phone_number, not_true_or_false, not_an_object}.';
