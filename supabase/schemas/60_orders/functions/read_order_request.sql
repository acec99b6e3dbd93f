create function private.read_order_request(request jsonb, idempotency_key text) returns private.order_request_line[]
language plpgsql stable set search_path = '' as $$
begin
  if idempotency_key is null or length(idempotency_key) not between 8 and 100 or idempotency_key ~ '[\u0001-\u001f\u007f]' then
    perform private.fail('invalid_request', 400, '{"field": "idempotency_key", "problem": "not_8_to_100_characters"}');
  elsif request is null or jsonb_typeof(request) <> 'object' then
    perform private.fail('invalid_request', 400, '{"field": "request", "problem": "not_an_object"}');
  end if;
  return private.read_order_lines(request -> 'lines', prices_required => true);
end
$$;

comment on function private.read_order_request(jsonb, text) is
  'The lines of a request to place an order, after a look at its outer shape and its key. Errors: invalid_request {field, problem}, and those of private.read_order_lines.';
