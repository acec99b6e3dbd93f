create function private.post_refund(tenant_id uuid, order_id uuid, wallet uuid, parts jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  redeemed constant uuid := private.system_account_id(tenant_id, 'redeemed');
  expired constant uuid := private.system_account_id(tenant_id, 'expired');
  lot_ids constant uuid[] := array(select distinct (p ->> 'lot_id')::uuid from jsonb_array_elements(parts) p);
  returned bigint;
  balance_now bigint;
begin
  -- A lot that comes back to life must not bring back what had expired in it.
  perform private.expire_lots(tenant_id, lot_ids);

  select coalesce(sum(t.amount) filter (where t.target = wallet), 0) into returned
  from private.refund_targets(tenant_id, wallet, expired, parts) t;
  update public.ledger_accounts a set balance = a.balance + returned
  where a.tenant_id = post_refund.tenant_id and a.id = wallet
  returning a.balance into balance_now;
  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id)
  values (post_refund.tenant_id, transaction_id, wallet, 'refund', returned, balance_now, post_refund.order_id);

  with
    parts as materialized (
      select t.line_no, t.lot_id, t.amount, t.target, t.restored_until
      from private.refund_targets(post_refund.tenant_id, wallet, expired, post_refund.parts) t
    ),
    refilled as (
      update public.point_lots l
      set remaining = l.remaining + p.amount, expires_at = p.restored_until
      from (select p.lot_id, p.restored_until, sum(p.amount)::bigint as amount from parts p where p.target = wallet group by 1, 2) p
      where l.tenant_id = post_refund.tenant_id and l.id = p.lot_id
    ),
    credited as (
      update public.ledger_accounts a set balance = a.balance + p.amount
      from (select p.target, sum(p.amount)::bigint as amount from parts p where p.target not in (wallet, expired) group by 1) p
      where a.tenant_id = post_refund.tenant_id and a.id = p.target
    )
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount, lot_id, line_no)
  select post_refund.tenant_id, transaction_id, row_number() over (order by p.line_no, p.lot_id), redeemed, p.target, p.amount, p.lot_id, p.line_no
  from parts p;

  return jsonb_build_object(
    'transaction_id', transaction_id,
    'amount', (select sum((p ->> 'amount')::bigint) from jsonb_array_elements(post_refund.parts) p)
  );
end
$$;

comment on function private.post_refund(uuid, uuid, uuid, jsonb) is
  'Books the refund of these parts [{line_no, lot_id, amount}], which private.refund_points() has found to be due, behind its locks. The transaction''s amount is what reached the wallet; "amount" of the answer is everything refunded.';
