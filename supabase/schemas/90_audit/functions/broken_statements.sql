create function private.broken_statements(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  -- Budgets pay out in transactions that are booked for the receiver; only wallets have statements without gaps.
  return query
  select 'a statement adds up from row to row', e.id,
    jsonb_build_object('balance_before', e.balance_before, 'amount', e.amount, 'balance_after', e.balance_after)
  from (
    select t.id, t.amount, t.balance_after,
      lag(t.balance_after, 1, 0::bigint) over (partition by t.account_id order by t.seq) as balance_before
    from public.ledger_transactions t
    join public.ledger_accounts a on a.tenant_id = t.tenant_id and a.id = t.account_id
    where t.tenant_id = broken_statements.tenant_id and a.kind = 'wallet'
  ) e
  where e.balance_before + e.amount <> e.balance_after
  union all
  select 'a statement ends with the balance', a.id, jsonb_build_object('balance_after', e.balance_after, 'balance', a.balance)
  from public.ledger_accounts a
  left join lateral (
    select t.balance_after from public.ledger_transactions t where t.account_id = a.id order by t.seq desc limit 1
  ) e on true
  where a.tenant_id = broken_statements.tenant_id and a.kind = 'wallet' and a.balance <> coalesce(e.balance_after, 0);
end
$$;

comment on function private.broken_statements(uuid) is
  'Part of verify_ledger(): wallets whose statement does not add up from row to row, or does not end with the balance.';
