create function private.order_answer(order_id uuid, order_no text, total_points bigint, placed_at timestamptz) returns jsonb
language plpgsql stable set search_path = '' as $$
begin
  return jsonb_build_object(
    'order_id', order_id, 'order_no', order_no, 'state', 'paid', 'total_points', total_points, 'placed_at', placed_at
  );
end
$$;

comment on function private.order_answer(uuid, text, bigint, timestamptz) is
  'What place_order answers for an order, the first time and every time after: made of what never changes.';
