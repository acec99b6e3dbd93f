create function private.broken_revocations(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    revoked as materialized (
      select r.lot_id, r.revocation_id, r.returned, r.owed from public.revoked_lots r where r.tenant_id = broken_revocations.tenant_id
    ),
    sums as (
      select r.revocation_id, count(distinct l.account_id) as members, sum(r.returned) as returned, sum(r.owed) as owed
      from revoked r
      join public.point_lots l on l.tenant_id = broken_revocations.tenant_id and l.id = r.lot_id
      group by r.revocation_id
    ),
    moved as (
      select f.lot_id, sum(f.amount) as returned
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_revocations.tenant_id and t.kind = 'revocation' and f.from_account_id = t.account_id
      group by f.lot_id
    )
  select 'a revocation took what it says', v.id,
    jsonb_build_object('members', v.members, 'returned', v.returned_points, 'owed', v.debt_points, 'lots', to_jsonb(s))
  from public.grant_revocations v
  left join sums s on s.revocation_id = v.id
  where v.tenant_id = broken_revocations.tenant_id
    and (
      v.members is distinct from s.members
      or v.returned_points is not null and (v.returned_points, v.debt_points) is distinct from (s.returned, s.owed)
    )
  union all
  select 'a lot is revoked once and for what it held', coalesce(l.id, r.lot_id, m.lot_id, d.lot_id),
    jsonb_build_object('revoked_at', l.revoked_at, 'returned', r.returned, 'moved', m.returned, 'owed', r.owed, 'debt', d.amount)
  from (select * from public.point_lots l where l.tenant_id = broken_revocations.tenant_id and l.revoked_at is not null) l
  full join revoked r on r.lot_id = l.id
  full join moved m on m.lot_id = coalesce(l.id, r.lot_id)
  full join (select d.lot_id, d.amount from public.point_debts d where d.tenant_id = broken_revocations.tenant_id) d
    on d.lot_id = coalesce(l.id, r.lot_id, m.lot_id)
  where l.id is null or r.lot_id is null or r.returned <> coalesce(m.returned, 0) or r.owed <> coalesce(d.amount, 0);
end
$$;

comment on function private.broken_revocations(uuid) is
  'Part of verify_ledger(): revocations whose sums are not those of their lots; lots that are revoked without a record, or returned or owe something else than the record says.';
