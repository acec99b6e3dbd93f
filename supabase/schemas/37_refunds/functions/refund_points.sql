create function private.refund_points(tenant_id uuid, order_id uuid, lines jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallet uuid;
  lot_ids uuid[];
  parts jsonb;
begin
  select t.account_id, array_agg(distinct f.lot_id) into wallet, lot_ids
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.tenant_id = refund_points.tenant_id and t.order_id = refund_points.order_id and t.kind = 'spend'
  group by t.account_id;
  if wallet is null then
    return jsonb_build_object('transaction_id', null, 'amount', 0);
  end if;
  -- What is refundable is read behind the lock, so that two refunds at once cannot give the same points back twice.
  -- The budgets, too, which may get some of it: whether they do is certain only behind the lock of the wallet.
  perform private.lock_accounts(
    tenant_id,
    wallet || array(
      select g.budget_account_id
      from public.grants g
      where g.tenant_id = refund_points.tenant_id and g.id = any (
        array(select l.grant_id from public.point_lots l where l.tenant_id = refund_points.tenant_id and l.id = any (lot_ids))
      )
    )
  );
  perform private.refuse_excessive_refund(tenant_id, order_id, lines);

  select jsonb_agg(jsonb_build_object('line_no', p.line_no, 'lot_id', p.lot_id, 'amount', p.amount)) into parts
  from (
    -- Within a line, what was taken last comes back first.
    select r.line_no, r.lot_id,
      greatest(0, least(
        r.amount,
        coalesce(l.amount, r.amount)
          - case when l.amount is null then 0 else sum(r.amount) over (partition by r.line_no order by r.place desc) - r.amount end
      )) as amount
    from private.refundable_points(refund_points.tenant_id, refund_points.order_id) r
    left join jsonb_to_recordset(refund_points.lines) l (line_no integer, amount bigint) on l.line_no = r.line_no
    where refund_points.lines is null or l.line_no is not null
  ) p
  where p.amount > 0;
  if parts is null then
    return jsonb_build_object('transaction_id', null, 'amount', 0);
  end if;
  return private.post_refund(tenant_id, order_id, wallet, parts);
end
$$;

comment on function private.refund_points(uuid, uuid, jsonb) is
  'Gives points of an order back to the very lots that paid: all that is not refunded yet (lines null), or [{line_no, amount}]. What can''t simply go back follows the rules of refunds (private.plan_refund). Gives {transaction_id, amount}; with nothing left to refund {null, 0}. Never refunds more than was spent. For functions that have checked the caller and locked the order. Errors: invalid_amount {line_no, refundable}.';
