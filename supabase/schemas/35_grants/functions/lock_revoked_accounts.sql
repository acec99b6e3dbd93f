create function private.lock_revoked_accounts(tenant_id uuid, grant_ids uuid[], recipient_ids uuid[]) returns void
language sql volatile security definer set search_path = ''
-- Thousands of lots may be revoked at once, and without statistics the planner would compare each of them with each account.
set enable_nestloop = off as $$
  with
    touched as materialized (
      select l.account_id as id
      from public.point_lots l
      join public.ledger_accounts a on a.tenant_id = lock_revoked_accounts.tenant_id and a.id = l.account_id
      where l.grant_id = any (lock_revoked_accounts.grant_ids) and l.tenant_id = lock_revoked_accounts.tenant_id
        and l.revoked_at is null and (recipient_ids is null or a.owner_id = any (recipient_ids))
      union
      select g.budget_account_id
      from public.grants g
      where g.tenant_id = lock_revoked_accounts.tenant_id and g.id = any (lock_revoked_accounts.grant_ids)
    )
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_revoked_accounts.tenant_id and a.id in (select t.id from touched t)
  order by a.id
  for no key update
$$;

comment on function private.lock_revoked_accounts(uuid, uuid[], uuid[]) is
  'Locks what a revocation changes, in the order of ids: the wallets and the budgets. Debt accounts need none of their own: whoever changes one holds the wallet''s lock.';
