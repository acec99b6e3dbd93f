create function private.lot_movements(account_id uuid, lot_id uuid, since timestamptz) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  -- No index leads from a lot to its transfers: it would cost every order. A lot's movements are among its wallet's, since it was granted.
  first_seq constant bigint := private.first_entry_since(account_id, since - interval '1 day');
begin
  return (
    select coalesce(
      jsonb_agg(
        jsonb_build_object(
          'seq', m.seq, 'transaction_id', m.id, 'kind', m.kind, 'amount', m.amount, 'created_at', m.created_at,
          'order_id', m.order_id, 'order_no', (
            select o.order_no from public.orders o where o.tenant_id = m.tenant_id and o.id = m.order_id
          )
        )
        order by m.seq desc
      ),
      '[]'
    )
    from (
      select t.tenant_id, t.seq, t.id, t.kind, t.created_at, t.order_id, f.amount
      from public.ledger_transactions t
      cross join lateral (
        -- An order of several lines may have drawn on a lot several times. What went from elsewhere to elsewhere is no movement of the lot.
        select sum(case when f.to_account_id = t.account_id then f.amount else -f.amount end)::bigint as amount
        from public.ledger_transfers f
        where f.tenant_id = t.tenant_id and f.transaction_id = t.id and f.lot_id = lot_movements.lot_id
          and t.account_id in (f.from_account_id, f.to_account_id)
        having count(*) > 0
      ) f
      where t.account_id = lot_movements.account_id and t.seq >= first_seq
      order by t.seq desc
      limit 1000
    ) m
  );
end
$$;

comment on function private.lot_movements(uuid, uuid, timestamptz) is
  'What happened to a lot of this wallet that was granted then: [{seq, transaction_id, kind, amount, created_at, order_id, order_no}], newest first, at most 1,000.';
