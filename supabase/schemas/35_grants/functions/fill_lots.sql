create function private.fill_lots(
  tenant_id uuid, grant_id uuid, programme_id uuid, budget_account_id uuid,
  account_ids uuid[], amounts bigint[], notes text[], expires_at timestamptz, scope text, scope_ids uuid[]
) returns void
language sql volatile security definer set search_path = '' as $$
  with
    lines as materialized (
      select u.line_no::integer as line_no, u.account_id, u.amount, u.note, private.new_id() as lot_id, private.new_id() as transaction_id,
        a.owner_id, a.balance + sum(u.amount) over (partition by u.account_id order by u.line_no) as balance_after
      from unnest(fill_lots.account_ids, fill_lots.amounts, fill_lots.notes) with ordinality u (account_id, amount, note, line_no)
      join public.ledger_accounts a on a.tenant_id = fill_lots.tenant_id and a.id = u.account_id
    ),
    filled as (
      insert into public.point_lots (tenant_id, id, account_id, programme_id, grant_id, granted, remaining, expires_at, scope, scope_ids)
      select fill_lots.tenant_id, l.lot_id, l.account_id, fill_lots.programme_id, fill_lots.grant_id, l.amount, l.amount,
        fill_lots.expires_at, fill_lots.scope, fill_lots.scope_ids
      from lines l
    ),
    booked as (
      insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, grant_id, programme_id, note)
      select fill_lots.tenant_id, l.transaction_id, l.account_id, 'grant', l.amount, l.balance_after,
        fill_lots.grant_id, fill_lots.programme_id, l.note
      from lines l
      order by l.line_no
    ),
    moved as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id)
      select fill_lots.tenant_id, l.transaction_id, 1, fill_lots.budget_account_id, l.account_id, l.amount, l.lot_id
      from lines l
    ),
    listed as (
      insert into public.grant_lines (tenant_id, grant_id, line_no, recipient_id, amount, note)
      select fill_lots.tenant_id, fill_lots.grant_id, l.line_no, l.owner_id, l.amount, l.note
      from lines l
    )
  update public.ledger_accounts a set balance = a.balance + s.points
  from (select l.account_id, sum(l.amount)::bigint as points from lines l group by l.account_id) s
  where a.tenant_id = fill_lots.tenant_id and a.id = s.account_id
$$;

comment on function private.fill_lots(uuid, uuid, uuid, uuid, uuid[], bigint[], text[], timestamptz, text, uuid[]) is
  'The recipients'' side of private.post_grant(): lot, transaction, transfer and line of each, and the wallets'' balances, in one statement however many there are.';
