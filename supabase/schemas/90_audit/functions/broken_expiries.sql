create function private.broken_expiries(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    entries as materialized (
      select e.run_id, e.account_id, e.transaction_id, e.points, e.undone_by
      from public.expiry_run_entries e
      where e.tenant_id = broken_expiries.tenant_id
    ),
    booked as materialized (
      select t.id, t.account_id, t.kind, t.amount
      from public.ledger_transactions t
      where t.tenant_id = broken_expiries.tenant_id and t.kind in ('expiry', 'expiry_undo')
    ),
    sums as (
      select e.run_id, count(*) as wallets, sum(e.points) as points from entries e group by e.run_id
    )
  select 'a run of expiry took what it says', coalesce(r.id, s.run_id),
    jsonb_build_object('wallets', r.wallets, 'points', r.points, 'entries', to_jsonb(s))
  from (select * from public.expiry_runs r where r.tenant_id = broken_expiries.tenant_id) r
  full join sums s on s.run_id = r.id
  where (r.wallets::bigint, r.points::numeric) is distinct from (s.wallets, s.points)
  union all
  select 'an expiry belongs to one run', coalesce(t.id, e.transaction_id),
    jsonb_build_object('amount', t.amount, 'points', e.points, 'run_id', e.run_id)
  from (select * from booked b where b.kind = 'expiry') t
  full join entries e on e.transaction_id = t.id
  where (t.account_id, -t.amount) is distinct from (e.account_id, e.points)
  union all
  select 'an undone expiry gives back at most what expired', coalesce(t.id, e.undone_by),
    jsonb_build_object('amount', t.amount, 'points', e.points, 'run_id', e.run_id)
  from (select * from booked b where b.kind = 'expiry_undo') t
  full join (select * from entries e where e.undone_by is not null) e on e.undone_by = t.id
  where t.account_id is distinct from e.account_id or t.amount > e.points;
end
$$;

comment on function private.broken_expiries(uuid) is
  'Part of verify_ledger(): runs of expiry whose sums are not those of their entries, expiries without a run, undone expiries that gave back something else.';
