create function private.refundable_points(tenant_id uuid, order_id uuid)
returns table (line_no integer, lot_id uuid, amount bigint, place integer)
language sql stable security definer set search_path = '' as $$
  select f.line_no, f.lot_id,
    (coalesce(sum(f.amount) filter (where t.kind = 'spend'), 0) - coalesce(sum(f.amount) filter (where t.kind = 'refund'), 0))::bigint,
    min(f.transfer_no) filter (where t.kind = 'spend')
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.tenant_id = refundable_points.tenant_id and t.order_id = refundable_points.order_id
  group by f.line_no, f.lot_id
$$;

comment on function private.refundable_points(uuid, uuid) is
  'What each lot paid for each line of the order and has not got back yet, in points; place is the order in which the lots paid. Rows may be zero.';
