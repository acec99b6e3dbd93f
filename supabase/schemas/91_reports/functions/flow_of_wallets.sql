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
    moved as materialized (
      select f.lot_id,
        sum(f.amount) filter (where f.from_account_id = s.redeemed) as refunded,
        sum(case s.expired when f.to_account_id then f.amount when f.from_account_id then -f.amount else 0 end) as expired,
        sum(case when b.id = f.to_account_id then f.amount else -f.amount end)
          filter (where b.id is not null and o.kind <> 'settlement') as returned,
        sum(f.amount) filter (where b.id is not null and o.kind = 'settlement') as settled
      from others o
      cross join (
        select private.system_account_id(flow_of_wallets.tenant_id, 'redeemed') as redeemed,
          private.system_account_id(flow_of_wallets.tenant_id, 'expired') as expired
      ) s
      join public.ledger_transfers f on f.tenant_id = flow_of_wallets.tenant_id and f.transaction_id = o.id
      left join public.ledger_accounts b
        on b.tenant_id = flow_of_wallets.tenant_id and b.kind = 'budget' and b.id in (f.from_account_id, f.to_account_id)
      where f.lot_id is not null
      group by f.lot_id
    ),
    debts as (
      select d.lot_id, d.amount - d.settled as debt, d.settled
      from public.point_debts d
      where d.tenant_id = flow_of_wallets.tenant_id and d.grant_id = any (flow_of_wallets.grant_ids)
    )
  select l.account_id, sum(l.granted)::bigint, sum(l.remaining)::bigint,
    sum(l.granted - l.remaining - coalesce(m.expired, 0) - coalesce(m.returned, 0) - coalesce(m.settled, 0))::bigint,
    coalesce(sum(m.refunded), 0)::bigint, coalesce(sum(m.expired), 0)::bigint,
    coalesce(sum(m.returned), 0)::bigint, coalesce(sum(m.settled), 0)::bigint,
    coalesce(sum(d.debt), 0)::bigint, coalesce(sum(d.settled), 0)::bigint
  from lots l
  left join moved m on m.lot_id = l.id
  left join debts d on d.lot_id = l.id
  group by l.account_id
$$;

comment on function private.flow_of_wallets(uuid, uuid[]) is
  'Where the points of these grants are now, wallet by wallet: unspent, spent (net of all refunds), expired, returned (to budgets), settled (debts from before); they sum up to what was granted. debt is what holders owe for it, a part of spent; debt_settled what they owed and have settled. refunded is what came back of what had been spent, wherever it went. NOTE: one person''s figures; they leave the database only summed up, by batch_flow().';
