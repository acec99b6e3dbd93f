create function private.broken_grants(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query
  with
    lots as (
      select l.grant_id, sum(l.granted) as granted, count(distinct l.account_id) as wallets
      from public.point_lots l
      where l.tenant_id = broken_grants.tenant_id
      group by l.grant_id
    ),
    lines as (
      select n.grant_id, sum(n.amount) as amount
      from public.grant_lines n
      where n.tenant_id = broken_grants.tenant_id
      group by n.grant_id
    ),
    paid as materialized (
      select t.id, t.grant_id, t.account_id, f.from_account_id, f.to_account_id, f.lot_id, f.amount
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_grants.tenant_id and t.kind = 'grant'
    ),
    sums as materialized (
      select p.grant_id, p.from_account_id, sum(p.amount) as amount from paid p group by p.grant_id, p.from_account_id
    )
  select 'a grant is paid by its budget and lies in its lots', g.id,
    jsonb_build_object('total', g.total_points, 'lots', l.granted, 'lines', n.amount, 'paid', p.amount, 'wallets', l.wallets)
  from public.grants g
  left join lots l on l.grant_id = g.id
  left join lines n on n.grant_id = g.id
  left join sums p on p.grant_id = g.id and p.from_account_id = g.budget_account_id
  where g.tenant_id = broken_grants.tenant_id
    and (g.total_points, g.total_points, g.total_points, g.recipients::bigint)
      is distinct from (l.granted, n.amount, p.amount, l.wallets)
  union all
  select 'points are granted by a grant', coalesce(p.grant_id, broken_grants.tenant_id), jsonb_build_object('paid', p.amount)
  from sums p
  left join public.grants g on g.tenant_id = broken_grants.tenant_id and g.id = p.grant_id and g.budget_account_id = p.from_account_id
  where g.id is null
  union all
  select 'a lot was filled by its grant', coalesce(l.id, p.lot_id), jsonb_build_object('granted', l.granted, 'filled', p.amount)
  from (select * from public.point_lots l where l.tenant_id = broken_grants.tenant_id) l
  full join (
    select p.lot_id, p.grant_id, p.to_account_id, sum(p.amount) as amount from paid p group by p.lot_id, p.grant_id, p.to_account_id
  ) p on p.lot_id = l.id and p.grant_id = l.grant_id and p.to_account_id = l.account_id
  where l.granted is distinct from p.amount;
end
$$;

comment on function private.broken_grants(uuid) is
  'Part of verify_ledger(): grants whose total is not what the budget paid, the lots received and the lines list; points granted without a grant; lots that hold something else than their grant brought.';
