create function private.is_order_state(state text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return state in ('awaiting_payment', 'paid', 'shipped', 'delivered', 'completed', 'cancelled', 'refunded');
end
$$;

comment on function private.is_order_state(text) is
  'Whether orders have this state. A function, because Postgres prepares the text of a check anew for every statement.';
