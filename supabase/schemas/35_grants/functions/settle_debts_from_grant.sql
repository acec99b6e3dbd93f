create function private.settle_debts_from_grant(tenant_id uuid, grant_id uuid, budget_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    lots as materialized (
      select array_agg(l.id order by l.id) as ids, array_agg(l.account_id order by l.id) as account_ids, array_agg(l.granted order by l.id) as amounts
      from public.point_lots l
      where l.grant_id = settle_debts_from_grant.grant_id and l.tenant_id = settle_debts_from_grant.tenant_id
        and exists (select from public.point_debts d where d.account_id = l.account_id and d.settled < d.amount)
    ),
    parts as materialized (
      select private.new_id() as transaction_id, l.ids[p.place] as lot_id, p.debt_id, p.amount, d.account_id, d.grant_id, g.programme_id,
        d.budget_account_id, o.id as debt_account_id,
        a.balance - sum(p.amount) over (partition by d.account_id order by p.place, d.created_at, d.id) as balance_after
      from lots l
      cross join lateral private.plan_settlement(settle_debts_from_grant.tenant_id, l.account_ids, l.amounts) p
      join public.point_debts d on d.tenant_id = settle_debts_from_grant.tenant_id and d.id = p.debt_id
      join public.grants g on g.tenant_id = d.tenant_id and g.id = d.grant_id
      join public.ledger_accounts a on a.tenant_id = d.tenant_id and a.id = d.account_id
      join public.ledger_accounts o on o.owner_id = a.owner_id and o.kind = 'debt' and o.tenant_id = a.tenant_id
      where d.budget_account_id = any (budget_ids)
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id)
      select settle_debts_from_grant.tenant_id, p.transaction_id, p.account_id, 'settlement', -p.amount, p.balance_after, p.grant_id, p.programme_id
      from parts p
      order by p.account_id, p.balance_after desc
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select settle_debts_from_grant.tenant_id, p.transaction_id, 1, p.account_id, p.budget_account_id, p.amount, p.lot_id
      from parts p
      union all
      select settle_debts_from_grant.tenant_id, p.transaction_id, 2,
        private.system_account_id(settle_debts_from_grant.tenant_id, 'claims'), p.debt_account_id, p.amount, null
      from parts p
    ),
    drawn as (
      update public.point_lots l set remaining = l.remaining - s.amount
      from (select p.lot_id, sum(p.amount)::bigint as amount from parts p group by p.lot_id) s
      where l.tenant_id = settle_debts_from_grant.tenant_id and l.id = s.lot_id
    ),
    settled as (
      update public.point_debts d set settled = d.settled + s.amount
      from (select p.debt_id, sum(p.amount)::bigint as amount from parts p group by p.debt_id) s
      where d.tenant_id = settle_debts_from_grant.tenant_id and d.id = s.debt_id
    )
  update public.ledger_accounts a set balance = a.balance + s.amount
  from (
    select c.account_id, sum(c.amount)::bigint as amount
    from parts p
    cross join lateral (
      values (p.account_id, -p.amount), (p.budget_account_id, p.amount), (p.debt_account_id, p.amount)
    ) c (account_id, amount)
    group by c.account_id
  ) s
  where a.tenant_id = settle_debts_from_grant.tenant_id and a.id = s.account_id
$$;

comment on function private.settle_debts_from_grant(uuid, uuid, uuid[]) is
  'Settles what recipients of a grant that was just posted owe, out of its lots and back to the budgets of the revoked grants, in one statement however many there are. Only debts to these budgets, which the caller has locked, behind the wallets'' locks. One transaction of kind settlement per lot and debt.';
