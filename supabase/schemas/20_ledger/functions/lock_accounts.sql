create function private.lock_accounts(tenant_id uuid, account_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_accounts.tenant_id and a.id = any (lock_accounts.account_ids) and a.owner_kind <> 'system'
  order by a.id
  for no key update
$$;

comment on function private.lock_accounts(uuid, uuid[]) is
  'Locks accounts of a tenant in the order of their ids, which is the order everywhere. System accounts keep no balance and need no lock. Whoever changes lots or balances of a wallet holds its lock.';
