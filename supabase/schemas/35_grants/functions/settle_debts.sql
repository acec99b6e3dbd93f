create function private.settle_debts(tenant_id uuid, debt_ids uuid[], amounts bigint[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    parts as materialized (
      select u.debt_id, sum(u.amount)::bigint as amount
      from unnest(settle_debts.debt_ids, settle_debts.amounts) u (debt_id, amount)
      group by u.debt_id
    ),
    settled as (
      update public.point_debts d set settled = d.settled + p.amount from parts p
      where d.tenant_id = settle_debts.tenant_id and d.id = p.debt_id
      returning d.account_id, p.amount
    )
  update public.ledger_accounts o set balance = o.balance + s.amount
  from (
    select a.owner_id, sum(s.amount)::bigint as amount
    from settled s
    join public.ledger_accounts a on a.tenant_id = settle_debts.tenant_id and a.id = s.account_id
    group by a.owner_id
  ) s
  where o.owner_id = s.owner_id and o.kind = 'debt' and o.tenant_id = settle_debts.tenant_id
$$;

comment on function private.settle_debts(uuid, uuid[], bigint[]) is
  'Takes amounts[i] off the debt debt_ids[i] and off the holders'' debt accounts. Books nothing: the caller books the leg from claims to private.debt_account_id(wallet), without lot and line, and the points'' way to the budget, in a transaction of its own, behind the wallets'' locks.';
