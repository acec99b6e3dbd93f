create function private.spend_points(tenant_id uuid, account_id uuid, order_id uuid, lines private.spend_line[]) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  moment constant timestamptz := private.clock();
  transaction_id constant uuid := private.new_id();
  redeemed uuid;
  needed bigint := 0;
  balance_left bigint;
  line private.spend_line;
begin
  foreach line in array lines loop
    needed := needed + case when line.amount > 0 then line.amount end; -- null from the first that is not
  end loop;
  if needed is null or needed = 0 then
    perform private.fail('invalid_amount', 400);
  end if;
  -- Guard and lock in one: all changes of a wallet's lots are made behind the lock on its account.
  update public.ledger_accounts a
  set balance = a.balance - needed
  where a.tenant_id = spend_points.tenant_id and a.id = spend_points.account_id and a.balance >= needed
  returning a.balance, (
    select s.id from public.ledger_accounts s where s.owner_id = spend_points.tenant_id and s.kind = 'redeemed' and s.tenant_id = spend_points.tenant_id
  )
  into balance_left, redeemed;
  if balance_left is null then
    perform private.refuse_spend(account_id, lines, needed, coalesce(sum(p.amount), 0)::bigint)
    from private.plan_spend(account_id, lines) p;
  end if;

  -- The journal's row, and in one go with it the usual case: no lot is restricted, and the first one suffices for the one line.
  -- private.draw_lots() would do the same. A statement of its own, so that it sees the lots as the lock has left them.
  with booked as (
    insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id, created_at)
    values (spend_points.tenant_id, transaction_id, spend_points.account_id, 'spend', -needed, balance_left, spend_points.order_id, moment)
  ),
  drawn as (
    update public.point_lots l
    set remaining = l.remaining - needed
    where l.tenant_id = spend_points.tenant_id and cardinality(spend_points.lines) = 1 and l.scope = 'all' and l.remaining >= needed
      and l.id = (
        select f.id
        from public.point_lots f
        where f.account_id = spend_points.account_id and f.has_points and f.expires_at > moment
        order by f.scope = 'all', f.expires_at, f.created_at, f.id
        limit 1
      )
    returning l.id
  )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select spend_points.tenant_id, transaction_id, 1, spend_points.account_id, redeemed, needed, d.id, (spend_points.lines[1]).line_no
  from drawn d;
  if not found then
    perform private.draw_lots(tenant_id, account_id, redeemed, transaction_id, lines, needed);
  end if;
  return transaction_id;
end
$$;

comment on function private.spend_points(uuid, uuid, uuid, private.spend_line[]) is
  'Pays the lines of an order out of the wallet, lots as private.plan_spend() chooses them; gives the transaction. Locks the account, then the lots. For functions that have checked the caller. Errors: insufficient_points, points_expired, invalid_amount.';
