create function private.broken_grants(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
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
    paid as (
      select t.grant_id, f.from_account_id, sum(f.amount) as amount
      from public.ledger_transactions t
      join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
      where t.tenant_id = broken_grants.tenant_id and t.kind = 'grant'
      group by t.grant_id, f.from_account_id
    )
  select 'a grant is paid by its budget and lies in its lots', g.id,
    jsonb_build_object('total', g.total_points, 'lots', l.granted, 'lines', n.amount, 'paid', p.amount, 'wallets', l.wallets)
  from public.grants g
  left join lots l on l.grant_id = g.id
  left join lines n on n.grant_id = g.id
  left join paid p on p.grant_id = g.id and p.from_account_id = g.budget_account_id
  where g.tenant_id = broken_grants.tenant_id
    and (g.total_points, g.total_points, g.total_points, g.recipients::bigint)
      is distinct from (l.granted, n.amount, p.amount, l.wallets)
  union all
  select 'points are granted by a grant', coalesce(p.grant_id, broken_grants.tenant_id), jsonb_build_object('paid', p.amount)
  from paid p
  left join public.grants g on g.tenant_id = broken_grants.tenant_id and g.id = p.grant_id and g.budget_account_id = p.from_account_id
  where g.id is null
$$;

comment on function private.broken_grants(uuid) is
  'Part of verify_ledger(): grants whose total is not what the budget paid, the lots received and the lines list; points granted without a grant.';
