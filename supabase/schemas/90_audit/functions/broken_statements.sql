create function private.broken_statements(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  with entries as (
    select t.id, t.account_id, t.amount, t.balance_after, a.balance,
      coalesce(lag(t.balance_after) over statement, 0) as balance_before,
      lead(t.id) over statement is null as is_last
    from public.ledger_transactions t
    join public.ledger_accounts a on a.tenant_id = t.tenant_id and a.id = t.account_id
    -- Budgets pay out in transactions that are booked for the receiver; only wallets have statements without gaps.
    where t.tenant_id = broken_statements.tenant_id and a.kind = 'wallet'
    window statement as (partition by t.account_id order by t.seq)
  )
  select 'a statement adds up from row to row', e.id,
    jsonb_build_object('balance_before', e.balance_before, 'amount', e.amount, 'balance_after', e.balance_after)
  from entries e
  where e.balance_before + e.amount <> e.balance_after
  union all
  select 'a statement ends with the balance', e.id, jsonb_build_object('balance_after', e.balance_after, 'balance', e.balance)
  from entries e
  where e.is_last and e.balance_after <> e.balance
$$;

comment on function private.broken_statements(uuid) is
  'Part of verify_ledger(): wallets whose statement does not add up from row to row, or does not end with the balance.';
