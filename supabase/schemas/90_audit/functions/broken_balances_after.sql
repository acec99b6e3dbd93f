create function private.broken_balances_after(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  select 'a statement ends with the balance', a.id, jsonb_build_object('balance_after', e.balance_after, 'balance', a.balance)
  from public.ledger_accounts a
  left join lateral (
    select t.balance_after from public.ledger_transactions t where t.account_id = a.id order by t.seq desc limit 1
  ) e on true
  where a.tenant_id = broken_balances_after.tenant_id and a.kind = 'wallet' and a.balance <> coalesce(e.balance_after, 0);
end
$$;

comment on function private.broken_balances_after(uuid) is
  'Part of verify_ledger(): wallets whose statement does not end with the balance.';
