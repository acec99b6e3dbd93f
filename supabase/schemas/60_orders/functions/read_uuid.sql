create function private.read_uuid(request jsonb, field text) returns uuid
language plpgsql stable set search_path = '' as $$
begin
  if coalesce(request -> field, 'null') = 'null' then
    return null;
  elsif jsonb_typeof(request -> field) <> 'string' or not pg_input_is_valid(request ->> field, 'uuid') then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', field, 'problem', 'not_an_id'));
  end if;
  return (request ->> field)::uuid;
end
$$;

comment on function private.read_uuid(jsonb, text) is
  'An id out of a request; null when the field is missing or null. Errors: invalid_request {field, problem}.';
