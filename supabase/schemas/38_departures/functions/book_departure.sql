create function private.book_departure(tenant_id uuid, wallet uuid, to_budget boolean, reason text) returns void
language sql volatile security definer set search_path = '' as $$
  -- Arrays of keys instead of joins: on tables without statistics all lots and accounts of the company would be read.
  with
    due as materialized (
      select l.id, l.remaining,
        case when book_departure.to_budget then g.budget_account_id
          else private.system_account_id(book_departure.tenant_id, 'expired')
        end as target
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = book_departure.wallet and l.has_points
    ),
    emptied as (
      update public.point_lots l set remaining = 0
      where l.tenant_id = book_departure.tenant_id and l.id = any (array(select d.id from due d))
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + (select sum(d.remaining) from due d where d.target = a.id)::bigint
      where a.tenant_id = book_departure.tenant_id and a.kind = 'budget' and a.id = any (array(select distinct d.target from due d))
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select sum(d.remaining)::bigint as points from due d) d
      where a.tenant_id = book_departure.tenant_id and a.id = book_departure.wallet
      returning a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_departure.tenant_id, d.transaction_id, book_departure.wallet, 'departure', -d.points, d.balance, book_departure.reason
      from debited d
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_departure.tenant_id, b.transaction_id, row_number() over (order by d.id), book_departure.wallet, d.target, d.remaining, d.id
  from due d
  cross join debited b
$$;

comment on function private.book_departure(uuid, uuid, boolean, text) is
  'Empties the wallet of somebody who has left: each lot to the budget of its grant, or all to the expired points; one transaction. Behind the locks of private.settle_departure().';
