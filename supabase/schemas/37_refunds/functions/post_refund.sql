create function private.post_refund(tenant_id uuid, order_id uuid, wallet uuid, parts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  lot_ids constant uuid[] := array(select distinct (p ->> 'lot_id')::uuid from jsonb_array_elements(parts) p);
  returned bigint;
  refunded bigint;
  debts record;
  balance_now bigint;
begin
  -- A lot that comes back to life must not bring back what had expired in it.
  perform private.expire_lots(tenant_id, lot_ids);

  select coalesce(sum(p.amount) filter (where p.target = wallet), 0), sum(p.amount) into returned, refunded
  from private.plan_refund(tenant_id, wallet, parts) p;
  select array_agg(p.debt_id) as ids, array_agg(p.amount) as amounts into debts
  from private.plan_refund(tenant_id, wallet, parts) p
  where p.debt_id is not null;
  update public.ledger_accounts a set balance = a.balance + returned
  where a.tenant_id = post_refund.tenant_id and a.id = wallet
  returning a.balance into balance_now;
  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id)
  values (post_refund.tenant_id, transaction_id, wallet, 'refund', returned, balance_now, post_refund.order_id);
  perform private.book_refund(tenant_id, transaction_id, wallet, parts);
  if debts.ids is not null then
    perform private.settle_debts(tenant_id, debts.ids, debts.amounts);
  end if;
  return jsonb_build_object('transaction_id', transaction_id, 'amount', refunded);
end
$$;

comment on function private.post_refund(uuid, uuid, uuid, jsonb) is
  'Books the refund of these parts [{line_no, lot_id, amount}], which private.refund_points() has found to be due, behind its locks, as private.plan_refund() says. The transaction''s amount is what reached the wallet; "amount" of the answer is everything refunded.';
