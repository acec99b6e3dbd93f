create function private.empty_revoked_lots(
  tenant_id uuid, revocation_id uuid, grant_ids uuid[], recipient_ids uuid[], reason text
) returns void
language sql volatile security definer set search_path = ''
-- Thousands of lots may be revoked at once, and without statistics the planner would compare each of them with each account.
set enable_nestloop = off as $$
  with
    parts as materialized (
      select p.*, private.new_id() as transaction_id, d.id as debt_account_id,
        a.balance - sum(p.returned) over (partition by p.account_id order by p.lot_id) as balance_after
      from private.plan_revocation(empty_revoked_lots.tenant_id, empty_revoked_lots.grant_ids, empty_revoked_lots.recipient_ids) p
      join public.ledger_accounts a on a.tenant_id = empty_revoked_lots.tenant_id and a.id = p.account_id
      left join public.ledger_accounts d on d.owner_id = p.owner_id and d.kind = 'debt' and d.tenant_id = empty_revoked_lots.tenant_id
    ),
    emptied as (
      update public.point_lots l set remaining = 0, revoked_at = private.clock() from parts p
      where l.tenant_id = empty_revoked_lots.tenant_id and l.id = p.lot_id
    ),
    listed as (
      insert into public.revoked_lots (tenant_id, lot_id, revocation_id, returned, owed)
      select empty_revoked_lots.tenant_id, p.lot_id, empty_revoked_lots.revocation_id, p.returned, p.owed from parts p
    ),
    owed as (
      insert into public.point_debts (tenant_id, account_id, lot_id, grant_id, budget_account_id, revocation_id, amount)
      select empty_revoked_lots.tenant_id, p.account_id, p.lot_id, p.grant_id, p.budget_account_id, empty_revoked_lots.revocation_id, p.owed
      from parts p
      where p.owed > 0
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id, note)
      select empty_revoked_lots.tenant_id, p.transaction_id, p.account_id, 'revocation', -p.returned, p.balance_after, p.grant_id, p.programme_id,
        empty_revoked_lots.reason
      from parts p
      where p.returned + p.owed > 0
      order by p.account_id, p.lot_id
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select empty_revoked_lots.tenant_id, p.transaction_id, 1, p.account_id, p.budget_account_id, p.returned, p.lot_id
      from parts p
      where p.returned > 0
      union all
      select empty_revoked_lots.tenant_id, p.transaction_id, 2, p.debt_account_id,
        private.system_account_id(empty_revoked_lots.tenant_id, 'claims'), p.owed, null
      from parts p
      where p.owed > 0
    )
  update public.ledger_accounts a set balance = a.balance + s.amount
  from (
    select c.account_id, sum(c.amount)::bigint as amount
    from parts p
    cross join lateral (
      values (p.account_id, -p.returned), (p.budget_account_id, p.returned), (p.debt_account_id, -p.owed)
    ) c (account_id, amount)
    group by c.account_id
  ) s
  where a.tenant_id = empty_revoked_lots.tenant_id and a.id = s.account_id and s.amount <> 0
$$;

comment on function private.empty_revoked_lots(uuid, uuid, uuid[], uuid[], text) is
  'The ledger''s side of private.post_revocation(), behind its locks: lots, transactions, transfers, debts and balances, in one statement however many there are. One transaction per lot, unless all of it has expired; a leg between debt and claims has no lot and no line.';
