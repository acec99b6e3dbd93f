create function private.book_expiry_undo(tenant_id uuid, run_id uuid, account_ids uuid[], expires_at timestamptz, reason text) returns void
language sql volatile security definer set search_path = '' as $$
  with
    due as materialized (
      select p.account_id, p.lot_id, p.amount, p.source
      from private.plan_expiry_undo(book_expiry_undo.tenant_id, book_expiry_undo.run_id, book_expiry_undo.account_ids) p
    ),
    refilled as (
      update public.point_lots l
      set remaining = l.remaining + d.amount, expires_at = greatest(l.expires_at, book_expiry_undo.expires_at)
      from due d
      where l.tenant_id = book_expiry_undo.tenant_id and l.id = d.lot_id
    ),
    debited as (
      update public.ledger_accounts a set balance = a.balance - d.points
      from (select d.source, sum(d.amount)::bigint as points from due d group by d.source) d
      where a.tenant_id = book_expiry_undo.tenant_id and a.id = d.source and a.kind = 'budget'
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + d.points
      from (select d.account_id, sum(d.amount)::bigint as points from due d group by d.account_id) d
      where a.tenant_id = book_expiry_undo.tenant_id and a.id = d.account_id
      returning a.id, a.balance, d.points, private.new_id() as transaction_id
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, note)
      select book_expiry_undo.tenant_id, c.transaction_id, c.id, 'expiry_undo', c.points, c.balance, book_expiry_undo.reason
      from credited c
    ),
    marked as (
      update public.expiry_run_entries e set undone_by = c.transaction_id
      from credited c
      where e.tenant_id = book_expiry_undo.tenant_id and e.run_id = book_expiry_undo.run_id and e.account_id = c.id
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
  select book_expiry_undo.tenant_id, c.transaction_id, row_number() over (partition by c.id order by d.lot_id),
    d.source, d.account_id, d.amount, d.lot_id
  from due d
  join credited c on c.id = d.account_id
$$;

comment on function private.book_expiry_undo(uuid, uuid, uuid[], timestamptz, text) is
  'The ledger''s side of undo_expiry(): what private.plan_expiry_undo() says goes back into the very lots, which are then valid until expires_at at least. Behind the locks of undo_expiry().';
