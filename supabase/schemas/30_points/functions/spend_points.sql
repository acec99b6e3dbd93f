create function private.spend_points(tenant_id uuid, account_id uuid, order_id uuid, lines private.spend_line[]) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  redeemed constant uuid := private.system_account_id(tenant_id, 'redeemed');
  needed bigint;
  balance_left bigint;
  paid bigint;
begin
  select sum(l.amount) into needed from unnest(lines) l having bool_and(l.amount > 0);
  if needed is null then
    perform private.fail('invalid_amount', 400);
  end if;
  -- Guard and lock in one: all changes of a wallet's lots are made behind the lock on its account.
  update public.ledger_accounts a
  set balance = a.balance - needed
  where a.tenant_id = spend_points.tenant_id and a.id = spend_points.account_id and a.balance >= needed
  returning a.balance into balance_left;
  if balance_left is null then
    perform private.refuse_spend(account_id, lines, needed, coalesce(sum(p.amount), 0)::bigint)
    from private.plan_spend(account_id, lines) p;
  end if;

  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id)
  values (spend_points.tenant_id, transaction_id, spend_points.account_id, 'spend', -needed, balance_left, spend_points.order_id);
  with
    plan as materialized (
      select p.line_no, p.lot_id, p.amount, row_number() over () as place
      from private.plan_spend(spend_points.account_id, spend_points.lines) p
    ),
    drawn as (
      update public.point_lots l
      set remaining = l.remaining - p.amount
      from (select p.lot_id, sum(p.amount)::bigint as amount from plan p group by p.lot_id) p
      where l.tenant_id = spend_points.tenant_id and l.id = p.lot_id
    ),
    booked as (
      insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
      select spend_points.tenant_id, transaction_id, p.place, spend_points.account_id, redeemed, p.amount, p.lot_id, p.line_no
      from plan p
    )
  select sum(p.amount) into paid from plan p;
  if paid is distinct from needed then
    perform private.refuse_spend(account_id, lines, needed, coalesce(paid, 0));
  end if;
  return transaction_id;
end
$$;

comment on function private.spend_points(uuid, uuid, uuid, private.spend_line[]) is
  'Pays the lines of an order out of the wallet, lots as private.plan_spend() chooses them; gives the transaction. Locks the account, then the lots. For functions that have checked the caller. Errors: insufficient_points, points_expired, invalid_amount.';
