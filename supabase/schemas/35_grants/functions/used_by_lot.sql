create function private.used_by_lot(tenant_id uuid, account_ids uuid[]) returns table (lot_id uuid, used bigint)
language sql stable security definer set search_path = '' as $$
  with
    movements as materialized (
      select t.id, t.kind, t.account_id
      from (select distinct u.id from unnest(used_by_lot.account_ids) u (id)) w
      join public.ledger_transactions t on t.account_id = w.id and t.kind in ('spend', 'refund', 'settlement')
    )
  -- Of all lots of the wallets, asked for or not: to pick some out here would be a join that young statistics get wrong.
  select f.lot_id,
    sum(case when m.kind = 'refund' then -f.amount when f.from_account_id = m.account_id then f.amount else 0 end)::bigint
  from movements m
  join public.ledger_transfers f on f.tenant_id = used_by_lot.tenant_id and f.transaction_id = m.id
  where f.lot_id is not null
  group by f.lot_id
$$;

comment on function private.used_by_lot(uuid, uuid[]) is
  'What the holders of these wallets have used of each of their lots: spent, net of refunds wherever these went, and given for debts from before. Lots without any have no row.';
