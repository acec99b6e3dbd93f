create function private.broken_refunds(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  select 'no more is refunded than was spent', x.order_id,
    jsonb_build_object('line_no', x.line_no, 'lot_id', x.lot_id, 'spent', x.spent, 'refunded', x.refunded)
  from (
    select t.order_id, f.line_no, f.lot_id,
      coalesce(sum(f.amount) filter (where t.kind = 'spend'), 0) as spent,
      coalesce(sum(f.amount) filter (where t.kind = 'refund'), 0) as refunded
    from public.ledger_transactions t
    join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
    where t.tenant_id = broken_refunds.tenant_id and t.kind in ('spend', 'refund') and f.line_no is not null
    group by t.order_id, f.line_no, f.lot_id
  ) x
  where x.refunded > x.spent
$$;

comment on function private.broken_refunds(uuid) is
  'Part of verify_ledger(): orders of whose lines a lot got more back than it had paid.';
