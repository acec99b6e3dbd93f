create function private.broken_accounts(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    flows as materialized (select * from private.ledger_flows(broken_accounts.tenant_id)),
    totals as (
      select m.account_id, sum(m.amount) as total
      from flows f
      cross join lateral (values (f.from_account_id, -f.amount), (f.to_account_id, f.amount)) m (account_id, amount)
      group by m.account_id
    ),
    balances as materialized (
      select coalesce(a.id, m.account_id) as id, a.owner_kind, a.kind, a.balance, coalesce(m.total, 0) as total
      from (select * from public.ledger_accounts a where a.tenant_id = broken_accounts.tenant_id) a
      full join totals m on m.account_id = a.id
    )
  select v.invariant, b.id, jsonb_build_object('kind', b.kind, 'balance', b.balance, 'transfers', b.total)
  from balances b
  cross join lateral (
    values
      ('a transfer names an account of the tenant', b.owner_kind is null),
      ('a balance equals the transfers', b.balance <> b.total),
      ('no balance is negative', b.kind not in ('funding', 'debt') and b.total < 0),
      ('a debt is owed by the holder', b.kind = 'debt' and b.total > 0)
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'the ledger sums to zero', broken_accounts.tenant_id, jsonb_build_object('sum', sum(coalesce(b.balance, b.total)))
  from balances b
  having sum(coalesce(b.balance, b.total)) <> 0
  union all
  select 'points go only where points may go', f.from_account_id,
    jsonb_build_object('from', g.kind, 'to', r.kind, 'to_account_id', f.to_account_id, 'points', f.amount)
  from flows f
  join balances g on g.id = f.from_account_id
  join balances r on r.id = f.to_account_id
  where g.kind || ' to ' || r.kind not in (
    'funding to budget', 'budget to budget', 'budget to wallet', 'wallet to redeemed', 'wallet to budget', 'wallet to expired',
    'redeemed to wallet', 'redeemed to budget', 'redeemed to expired', 'expired to wallet', 'debt to claims', 'claims to debt',
    'budget to committed', 'committed to redeemed', 'committed to budget', 'redeemed to committed'
  );
end
$$;

comment on function private.broken_accounts(uuid) is
  'Part of verify_ledger(): balances that differ from their transfers or have the wrong sign, transfers without account or between accounts that have nothing to give each other, a sum that is not zero.';
