create function private.broken_statements(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- By the index each row would be fetched on its own; to read and sort them all is faster.
set enable_indexscan = off as $$
begin
  -- Budgets pay out in transactions that are booked for the receiver; only wallets have statements without gaps.
  return query
  select 'a statement adds up from row to row', e.id,
    jsonb_build_object('balance_before', e.balance_before, 'amount', e.amount, 'balance_after', e.balance_after)
  from (
    select t.id, t.amount, t.balance_after,
      lag(t.balance_after, 1, 0::bigint) over (partition by t.account_id order by t.seq) as balance_before
    from public.ledger_transactions t
    where t.tenant_id = broken_statements.tenant_id and t.kind not in ('deposit', 'allocation', 'take_back', 'pack_grant', 'pack_redemption', 'pack_return')
  ) e
  where e.balance_before + e.amount is distinct from e.balance_after;
end
$$;

comment on function private.broken_statements(uuid) is
  'Part of verify_ledger(): wallets whose statement does not add up from row to row.';
