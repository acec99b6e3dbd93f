create function private.flow_of_wallets(tenant_id uuid, grant_ids uuid[])
returns table (
  account_id uuid, granted bigint, unspent bigint, spent bigint, refunded bigint, expired bigint, returned bigint, settled bigint,
  debt bigint, debt_settled bigint
)
language sql stable security definer set search_path = '' as $$
  with
    lots as materialized (
      select l.id, l.account_id, l.granted, l.remaining
      from public.point_lots l
      where l.tenant_id = flow_of_wallets.tenant_id and l.grant_id = any (flow_of_wallets.grant_ids)
    ),
    -- What a lot paid for orders is what is left over: so the many orders of thousands of wallets need not be read.
    others as materialized (
      select t.id, t.kind
      from (select distinct l.account_id from lots l) w
      join public.ledger_transactions t on t.account_id = w.account_id and t.kind not in ('grant', 'spend')
    ),
    budgets as materialized (
      select a.id from public.ledger_accounts a where a.tenant_id = flow_of_wallets.tenant_id and a.kind = 'budget'
    ),
    moved as materialized (
      select f.lot_id,
        sum(f.amount) filter (where f.from_account_id = s.redeemed) as refunded,
        sum(case s.expired when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end) as expired,
        sum(case when b.gets then f.amount else -f.amount end) filter (where (b.gets or b.gives) and o.kind <> 'settlement') as returned,
        sum(f.amount) filter (where (b.gets or b.gives) and o.kind = 'settlement') as settled
      from others o
      cross join (
        select private.system_account_id(flow_of_wallets.tenant_id, 'redeemed') as redeemed,
          private.system_account_id(flow_of_wallets.tenant_id, 'expired') as expired
      ) s
      join public.ledger_transfers f on f.tenant_id = flow_of_wallets.tenant_id and f.transaction_id = o.id
      cross join lateral (
        select f.to_account_id = any (array(select a.id from budgets a)) as gets, f.from_account_id = any (array(select a.id from budgets a)) as gives
      ) b
      where f.lot_id is not null
      group by f.lot_id
    )
  select l.account_id, sum(l.granted)::bigint, sum(l.remaining)::bigint,
    sum(l.granted - l.remaining - coalesce(m.expired, 0) - coalesce(m.returned, 0) - coalesce(m.settled, 0))::bigint,
    coalesce(sum(m.refunded), 0)::bigint, coalesce(sum(m.expired), 0)::bigint,
    coalesce(sum(m.returned), 0)::bigint, coalesce(sum(m.settled), 0)::bigint,
    coalesce(sum(d.debt), 0)::bigint, coalesce(sum(d.settled), 0)::bigint
  from lots l
  -- A full join is never a nested loop, which would compare each lot with each before there are statistics; "coalesce" below keeps it full.
  full join moved m on m.lot_id = l.id
  -- Looked up lot by lot ("offset 0" keeps it so), for the same reason.
  left join lateral (
    select d.amount - d.settled as debt, d.settled
    from public.point_debts d
    where d.tenant_id = flow_of_wallets.tenant_id and d.lot_id = l.id
    offset 0
  ) d on true
  where coalesce(l.granted, 0) > 0
  group by l.account_id
$$;

comment on function private.flow_of_wallets(uuid, uuid[]) is
  'Where the points of these grants are now, wallet by wallet: unspent, spent (net of all refunds), expired, returned (to budgets), settled (debts from before); they sum up to what was granted. debt is what holders owe for it, a part of spent; debt_settled what they owed and have settled. refunded is what came back of what had been spent, wherever it went. NOTE: one person''s figures; they leave the database only summed up, by batch_flow().';
