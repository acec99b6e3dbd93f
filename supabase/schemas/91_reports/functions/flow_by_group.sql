create function private.flow_by_group(tenant_id uuid, grant_ids uuid[])
returns table (
  department_id uuid, merged boolean, departments bigint, members bigint, granted bigint, figures jsonb
)
language sql stable security definer set search_path = '' as $$
  with
    wallets as materialized (
      select m.department_id, w.*
      from private.flow_of_wallets(flow_by_group.tenant_id, flow_by_group.grant_ids) w
      join public.ledger_accounts a on a.tenant_id = flow_by_group.tenant_id and a.id = w.account_id
      left join public.members m on m.tenant_id = a.tenant_id and m.id = a.owner_id
    ),
    sizes as (
      select w.department_id, count(*) as members,
        coalesce(sum(count(*)) over (
          order by count(*), w.department_id rows between unbounded preceding and 1 preceding
        ), 0) as smaller
      from wallets w
      group by w.department_id
    ),
    -- In the order of size: everything under five people is merged, and where that is under five itself, the next one with it.
    groups as (
      select s.department_id, s.members < 5 or s.smaller between 1 and 4 as merged from sizes s
    )
  select case when not g.merged then w.department_id end, g.merged, count(distinct w.department_id), count(*), sum(w.granted)::bigint,
    jsonb_build_object(
      'unspent', sum(w.unspent), 'spent', sum(w.spent), 'refunded', sum(w.refunded), 'expired', sum(w.expired),
      'returned', sum(w.returned), 'settled', sum(w.settled), 'debt', sum(w.debt), 'debt_settled', sum(w.debt_settled)
    )
  from wallets w
  join groups g on g.department_id is not distinct from w.department_id
  group by grouping sets ((g.merged, case when not g.merged then w.department_id end), ())
$$;

comment on function private.flow_by_group(uuid, uuid[]) is
  'Where the points of these grants are now, by department of the holders, who are never fewer than five in a row: smaller departments are merged into one row, with the next larger one where they are under five together. The row with merged null is the whole. Nobody may be shown the whole who is under five people (see batch_flow).';
