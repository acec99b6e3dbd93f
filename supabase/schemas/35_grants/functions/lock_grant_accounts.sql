create function private.lock_grant_accounts(tenant_id uuid, account_ids uuid[], budget_account_id uuid) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
declare
  budgets_owed constant uuid[] := array(
    select distinct d.budget_account_id
    from public.point_debts d
    where d.tenant_id = lock_grant_accounts.tenant_id and d.settled < d.amount and d.account_id = any (account_ids)
  );
begin
  perform
  from public.ledger_accounts a
  where a.tenant_id = lock_grant_accounts.tenant_id and a.id = any (account_ids || budgets_owed || budget_account_id)
  order by a.id
  for no key update;
  return budgets_owed;
end
$$;

comment on function private.lock_grant_accounts(uuid, uuid[], uuid) is
  'Locks what a grant changes, in the order of ids: the wallets, the budget that pays, and the budgets to which the holders of the wallets owe points, which it gives. A debt that arises while it waits is not among them; the next grant settles it.';
