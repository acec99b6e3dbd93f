create function private.book_refund(tenant_id uuid, transaction_id uuid, wallet uuid, parts jsonb) returns void
language sql volatile security definer set search_path = '' as $$
  with
    parts as materialized (
      select p.*, row_number() over (order by p.line_no, p.lot_id, p.debt_id) as place
      from private.plan_refund(book_refund.tenant_id, book_refund.wallet, book_refund.parts) p
    ),
    refilled as (
      update public.point_lots l
      set remaining = l.remaining + p.amount, expires_at = p.valid_until
      from (
        select p.lot_id, p.valid_until, sum(p.amount)::bigint as amount from parts p where p.target = book_refund.wallet group by 1, 2
      ) p
      -- The array says which before the join does: otherwise all lots of the company are read on tables without statistics.
      where l.tenant_id = book_refund.tenant_id and l.id = p.lot_id and l.id = any (array(select r.lot_id from parts r))
    ),
    reachable as (
      -- What comes back to somebody who has left is reached through the claim code, which lasts as long as the points.
      update public.cards c set valid_until = p.valid_until
      from (select max(p.valid_until) as valid_until from parts p where p.target = book_refund.wallet) p
      where c.tenant_id = book_refund.tenant_id and c.holds_account_id = book_refund.wallet and c.status <> 'void'
        and exists (
          select from public.card_batches b where b.tenant_id = c.tenant_id and b.id = c.batch_id and b.for_departures
        )
        and c.valid_until < p.valid_until
    ),
    credited as (
      -- By key: joined to the targets, all accounts of the company would be read on tables without statistics.
      update public.ledger_accounts a set balance = a.balance + (select sum(p.amount) from parts p where p.target = a.id)::bigint
      where a.tenant_id = book_refund.tenant_id and a.kind = 'budget'
        and a.id = any (array(select distinct p.target from parts p where p.target <> book_refund.wallet))
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select book_refund.tenant_id, book_refund.transaction_id, p.place,
    private.system_account_id(book_refund.tenant_id, 'redeemed'), p.target, p.amount, p.lot_id, p.line_no
  from parts p
  union all
  select book_refund.tenant_id, book_refund.transaction_id, (select count(*) from parts) + 1,
    private.system_account_id(book_refund.tenant_id, 'claims'), private.debt_account_id(book_refund.wallet), sum(p.amount), null, null
  from parts p
  where p.debt_id is not null
  having count(*) > 0
$$;

comment on function private.book_refund(uuid, uuid, uuid, jsonb) is
  'The ledger''s side of private.post_refund(): lots, budgets and transfers, with one leg from claims to the holder''s debt for what the refund settles.';
