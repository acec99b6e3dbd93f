create function private.broken_packs(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
declare
  committed constant uuid := private.system_account_id(tenant_id, 'committed');
begin
  return query
  with
    booked as materialized (
      select t.grant_id, f.from_account_id, f.to_account_id, f.amount
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_packs.tenant_id and t.kind in ('pack_grant', 'pack_redemption', 'pack_return')
    ),
    sums as materialized (
      select b.grant_id,
        sum(case committed when b.to_account_id then b.amount when b.from_account_id then -b.amount else 0 end) as committed,
        sum(b.amount) filter (where b.to_account_id = committed and b.from_account_id = g.budget_account_id) as paid,
        sum(b.amount) filter (where b.to_account_id = g.budget_account_id) as returned
      from booked b
      left join public.pack_grants g on g.tenant_id = broken_packs.tenant_id and g.id = b.grant_id
      group by b.grant_id
    ),
    held as materialized (
      select e.grant_id,
        sum(e.value_points * e.uses_total) as value,
        sum(e.value_points * (e.uses_total - e.uses_begun)) filter (where e.state = 'open') as open_value,
        sum(e.returned_points) as returned
      from public.pack_entitlements e
      where e.tenant_id = broken_packs.tenant_id
      group by e.grant_id
    )
  select v.invariant, coalesce(g.id, s.grant_id, broken_packs.tenant_id),
    jsonb_build_object(
      'total', g.total_points, 'paid', s.paid, 'committed', s.committed, 'open', h.open_value, 'returned', s.returned,
      'returned_by_entitlements', h.returned
    )
  from (select * from public.pack_grants g where g.tenant_id = broken_packs.tenant_id) g
  full join sums s on s.grant_id = g.id
  left join held h on h.grant_id = g.id
  cross join lateral (
    values
      (
        'a pack is paid by the budget that granted it',
        g.total_points::numeric is distinct from coalesce(s.paid, 0) or g.total_points is distinct from h.value
      ),
      ('what is committed is what can still be redeemed', coalesce(s.committed, 0) <> coalesce(h.open_value, 0)),
      ('what is not redeemed goes back to the budget', coalesce(s.returned, 0) <> coalesce(h.returned, 0))
  ) v (invariant, is_broken)
  where v.is_broken
  union all
  select 'a use is begun by a choice', e.id, jsonb_build_object('uses_begun', e.uses_begun, 'chosen', coalesce(c.uses, 0))
  from public.pack_entitlements e
  left join (
    select c.entitlement_id, count(distinct c.use_no) as uses
    from public.pack_choices c
    where c.tenant_id = broken_packs.tenant_id and c.returned_at is null
    group by c.entitlement_id
  ) c on c.entitlement_id = e.id
  where e.tenant_id = broken_packs.tenant_id and e.uses_begun <> coalesce(c.uses, 0);
end
$$;

comment on function private.broken_packs(uuid) is
  'Part of verify_ledger(): packs whose points are not what their budget paid, what is open, and what came back; entitlements whose uses are not those of their choices.';
