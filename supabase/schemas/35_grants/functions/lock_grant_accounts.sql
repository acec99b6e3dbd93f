create function private.lock_grant_accounts(tenant_id uuid, account_ids uuid[], budget_account_id uuid) returns void
language sql volatile security definer set search_path = '' as $$
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_grant_accounts.tenant_id and a.id = any (account_ids || budget_account_id)
  order by a.id
  for no key update
$$;

comment on function private.lock_grant_accounts(uuid, uuid[], uuid) is
  'Locks what a grant changes, in the order of ids: the wallets and the budget that pays.';
