create function private.lock_accounts_of_lots(tenant_id uuid, lot_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  select
  from public.ledger_accounts a
  where a.tenant_id = lock_accounts_of_lots.tenant_id
    and a.id in (
      select l.account_id
      from public.point_lots l
      where l.tenant_id = lock_accounts_of_lots.tenant_id and l.id = any (lock_accounts_of_lots.lot_ids)
      union all
      select g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
      where l.tenant_id = lock_accounts_of_lots.tenant_id and l.id = any (lock_accounts_of_lots.lot_ids)
        and l.expires_at <= private.clock()
        and 'back_to_budget' in (p.expiry_policy, p.refund_policy)
    )
  order by a.id
  for no key update
$$;

comment on function private.lock_accounts_of_lots(uuid, uuid[]) is
  'Locks the wallets of these lots, and the budgets that may get points back from them, in the order of ids, which is the order in which grants lock them too.';
