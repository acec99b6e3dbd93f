create function private.broken_transactions(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- Both keys are in the order of time, as the rows are: side by side they are read once, without sorting and next to no memory. Several
-- processes would have to sort all of it to bring their parts together again.
set max_parallel_workers_per_gather = 0 set enable_hashjoin = off set enable_sort = off as $$
declare
  claims constant uuid := private.system_account_id(tenant_id, 'claims');
begin
  return query
  select v.invariant, s.id,
    jsonb_build_object(
      'kind', s.kind, 'amount', s.amount, 'moved', s.moved, 'transfers', s.transfers, 'order_id', s.order_id,
      'without_lot', s.without_lot, 'without_line', s.without_line
    )
  from (
    select t.id, t.account_id, t.kind, t.amount, t.order_id,
      coalesce(sum(case t.account_id when f.to_account_id then f.amount when f.from_account_id then -f.amount end), 0) as moved,
      count(f.amount) as transfers,
      -- What is booked between a debt and the claims is nobody's points: neither lot nor line.
      count(*) filter (where f.lot_id is null and claims not in (f.from_account_id, f.to_account_id)) as without_lot,
      count(*) filter (where f.line_no is null and claims not in (f.from_account_id, f.to_account_id)) as without_line
    from public.ledger_transactions t
    left join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
    where t.tenant_id = broken_transactions.tenant_id
    group by t.tenant_id, t.id
  ) s
  cross join lateral (
    values
      ('a transaction moves what it says', s.amount <> s.moved or s.transfers = 0),
      ('points of wallets move through lots', s.kind not in ('deposit', 'allocation', 'take_back', 'pack_grant', 'pack_redemption', 'pack_return') and s.without_lot > 0),
      ('points of an order lead to a line of it', s.kind in ('spend', 'refund') and (s.order_id is null or s.without_line > 0)),
      -- One that moves points shows itself otherwise: its transfers name another account, or one that there is not.
      (
        'a transaction is booked for an account of the tenant',
        s.amount = 0
          and not exists (select from public.ledger_accounts a where a.tenant_id = broken_transactions.tenant_id and a.id = s.account_id)
      )
  ) v (invariant, is_broken)
  where (s.amount <> s.moved or s.transfers = 0 or s.without_lot > 0 or s.without_line > 0 or s.order_id is null or s.amount = 0) and v.is_broken
  union all
  select 'a transfer belongs to a transaction', f.transaction_id, jsonb_build_object('transfer_no', f.transfer_no, 'amount', f.amount)
  from public.ledger_transfers f
  where f.tenant_id = broken_transactions.tenant_id
    and not exists (select from public.ledger_transactions t where t.tenant_id = f.tenant_id and t.id = f.transaction_id);
end
$$;

comment on function private.broken_transactions(uuid) is
  'Part of verify_ledger(): transactions whose transfers do not make up their amount, or do not lead to a lot or a line; transfers without a transaction, transactions without an account.';
