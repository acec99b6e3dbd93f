create function private.book_expiry(tenant_id uuid, run_id uuid, lot_ids uuid[]) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select p.lot_id, p.account_id, p.amount, p.target from private.plan_expiry(book_expiry.tenant_id, book_expiry.lot_ids) p
    ),
    emptied as (
      update public.point_lots l set remaining = 0 from due d
      where l.tenant_id = book_expiry.tenant_id and l.id = d.lot_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.account_id, sum(d.amount)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_expiry.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points
    ),
    credited as (
      -- Of the targets only budgets keep a balance.
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.target, sum(d.amount)::bigint as points from due d group by d.target) d
      where a.tenant_id = book_expiry.tenant_id and a.id = d.target and a.kind = 'budget'
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, account_id, kind, amount, balance_after)
      select book_expiry.tenant_id, d.id, 'expiry', -d.points, d.balance from debited d
      returning id, account_id, amount
    ),
    listed as (
      insert into public.expiry_run_entries (tenant_id, run_id, account_id, transaction_id, points)
      select book_expiry.tenant_id, book_expiry.run_id, b.account_id, b.id, -b.amount from booked b
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_expiry.tenant_id, b.id, row_number() over (partition by b.id order by d.lot_id), d.account_id, d.target, d.amount, d.lot_id
  from due d
  join booked b on b.account_id = d.account_id
$$;

comment on function private.book_expiry(uuid, uuid, uuid[]) is
  'The ledger''s side of private.expire_lots(): lots, balances, transactions, transfers and the entries of the run, in one statement however many there are.';
