create function private.broken_accounts(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  with
    movements as (
      select m.account_id, sum(m.amount) as total
      from public.ledger_transfers f
      cross join lateral (values (f.from_account_id, -f.amount), (f.to_account_id, f.amount)) m (account_id, amount)
      where f.tenant_id = broken_accounts.tenant_id
      group by m.account_id
    ),
    balances as (
      select coalesce(a.id, m.account_id) as id, a.owner_kind, a.kind, a.balance, coalesce(m.total, 0) as total
      from (select * from public.ledger_accounts a where a.tenant_id = broken_accounts.tenant_id) a
      full join movements m on m.account_id = a.id
    )
  select 'a transfer names an account of the tenant', b.id, jsonb_build_object('total', b.total)
  from balances b
  where b.owner_kind is null
  union all
  select 'a balance equals the transfers', b.id, jsonb_build_object('balance', b.balance, 'transfers', b.total)
  from balances b
  where b.balance <> b.total
  union all
  select 'no balance is negative', b.id, jsonb_build_object('kind', b.kind, 'total', b.total)
  from balances b
  where b.owner_kind is not null and b.kind not in ('funding', 'debt') and b.total < 0
  union all
  select 'a debt is owed by the holder', b.id, jsonb_build_object('total', b.total)
  from balances b
  where b.kind = 'debt' and b.total > 0
  union all
  select 'the ledger sums to zero', broken_accounts.tenant_id, jsonb_build_object('sum', sum(coalesce(b.balance, b.total)))
  from balances b
  having sum(coalesce(b.balance, b.total)) <> 0
$$;

comment on function private.broken_accounts(uuid) is
  'Part of verify_ledger(): balances that differ from their transfers or are negative, transfers without account, a sum that is not zero.';
