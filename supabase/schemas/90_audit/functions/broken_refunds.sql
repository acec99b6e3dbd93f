create function private.broken_refunds(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  redeemed constant uuid := private.system_account_id(tenant_id, 'redeemed');
begin
  return query
  with
    refunded as materialized (
      select t.order_id, f.line_no, f.lot_id, sum(f.amount) as points
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_refunds.tenant_id and t.kind = 'refund' and f.from_account_id = redeemed
      group by t.order_id, f.line_no, f.lot_id
    ),
    spent as (
      select t.order_id, f.line_no, f.lot_id, sum(f.amount) as points
      from (select distinct r.order_id from refunded r) r
      join public.ledger_transactions t on t.tenant_id = broken_refunds.tenant_id and t.order_id = r.order_id
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.kind = 'spend'
      group by t.order_id, f.line_no, f.lot_id
    )
  select 'no more is refunded than was spent', r.order_id,
    jsonb_build_object('line_no', r.line_no, 'lot_id', r.lot_id, 'spent', coalesce(s.points, 0), 'refunded', r.points)
  from refunded r
  left join spent s on s.order_id = r.order_id and s.line_no = r.line_no and s.lot_id = r.lot_id
  where r.points > coalesce(s.points, 0);
end
$$;

comment on function private.broken_refunds(uuid) is
  'Part of verify_ledger(): orders of whose lines a lot got more back than it had paid.';
