create function private.used_of_lots(tenant_id uuid, lot_ids uuid[]) returns table (lot_id uuid, used bigint)
language sql stable security definer set search_path = '' as $$
  with
    lots as materialized (
      select l.id, l.account_id
      from public.point_lots l
      where l.tenant_id = used_of_lots.tenant_id and l.id = any (used_of_lots.lot_ids)
    ),
    movements as materialized (
      select t.id, t.kind
      from (select distinct l.account_id from lots l) w
      join public.ledger_transactions t on t.account_id = w.account_id and t.kind in ('spend', 'refund', 'settlement')
    )
  select f.lot_id,
    sum(case when m.kind = 'refund' then -f.amount when f.from_account_id = l.account_id then f.amount else 0 end)::bigint
  from movements m
  join public.ledger_transfers f on f.tenant_id = used_of_lots.tenant_id and f.transaction_id = m.id
  join lots l on l.id = f.lot_id
  group by f.lot_id
$$;

comment on function private.used_of_lots(uuid, uuid[]) is
  'What the holders have used of these lots: spent, net of refunds wherever these went, and given for debts from before. Lots without any have no row.';
