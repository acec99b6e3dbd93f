create function private.book_card_void(tenant_id uuid, wallets uuid[], reason text) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select l.id, l.account_id, l.remaining, g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (book_card_void.wallets) and l.has_points
    ),
    emptied as (
      update public.point_lots l set remaining = 0 from due d
      where l.tenant_id = book_card_void.tenant_id and l.id = d.id
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.budget_account_id, sum(d.remaining)::bigint as points from due d group by d.budget_account_id) d
      where a.tenant_id = book_card_void.tenant_id and a.id = d.budget_account_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.account_id, sum(d.remaining)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_card_void.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_card_void.tenant_id, d.transaction_id, d.id, 'card_void', -d.points, d.balance, book_card_void.reason
      from debited d
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_card_void.tenant_id, b.transaction_id, row_number() over (partition by b.transaction_id order by d.id), d.account_id,
    d.budget_account_id, d.remaining, d.id
  from due d
  join debited b on b.id = d.account_id
$$;

comment on function private.book_card_void(uuid, uuid[], text) is
  'The ledger''s side of private.end_cards(): each lot back to the budget of its grant, one transaction per wallet, in one statement however many there are.';
