create function private.broken_transfers(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  with
    sums as (
      select t.id, t.kind, t.amount, t.order_id,
        coalesce(sum(case t.account_id when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end), 0) as total,
        count(f.amount) as transfers,
        -- What a holder owes is in no lot and on no line.
        count(*) filter (where f.lot_id is null and d.claims not in (f.from_account_id, f.to_account_id)) as without_lot,
        count(*) filter (where f.line_no is null and d.claims not in (f.from_account_id, f.to_account_id)) as without_line
      from public.ledger_transactions t
      cross join (select private.system_account_id(broken_transfers.tenant_id, 'claims') as claims) d
      left join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_transfers.tenant_id
      group by t.id, t.kind, t.amount, t.order_id
    )
  select 'a transaction moves what it says', s.id, jsonb_build_object('amount', s.amount, 'transfers', s.total)
  from sums s
  where s.amount <> s.total or s.transfers = 0
  union all
  select 'points of wallets move through lots', s.id, jsonb_build_object('kind', s.kind, 'without_lot', s.without_lot)
  from sums s
  where s.kind not in ('deposit', 'allocation', 'take_back') and s.without_lot > 0
  union all
  select 'points of an order lead to a line of it', s.id, jsonb_build_object('order_id', s.order_id, 'without_line', s.without_line)
  from sums s
  where s.kind in ('spend', 'refund') and (s.order_id is null or s.without_line > 0)
$$;

comment on function private.broken_transfers(uuid) is
  'Part of verify_ledger(): transactions whose transfers do not make up their amount, or do not lead to a lot or a line.';
