create function private.plan_settlement(tenant_id uuid, account_ids uuid[], amounts bigint[])
returns table (place integer, debt_id uuid, amount bigint)
language sql stable security definer set search_path = '' set enable_nestloop = off as $$
  -- No nested loops: few rows are expected where statistics are young, and thousands of people may owe something.
  -- What comes in and what is owed are laid end to end on one scale of points per wallet; what overlaps belongs together.
  with
    debts as materialized (
      select d.id, d.account_id, d.amount - d.settled as owed,
        sum(d.amount - d.settled) over (partition by d.account_id order by d.created_at, d.id) as upto
      from public.point_debts d
      where d.tenant_id = plan_settlement.tenant_id and d.settled < d.amount and d.account_id = any (plan_settlement.account_ids)
    ),
    incoming as materialized (
      select u.place::integer as place, u.account_id, u.amount,
        sum(u.amount) over (partition by u.account_id order by u.place) as upto
      from unnest(plan_settlement.account_ids, plan_settlement.amounts) with ordinality u (account_id, amount, place)
      where u.account_id in (select d.account_id from debts d)
    )
  select i.place, d.id, (least(i.upto, d.upto) - greatest(i.upto - i.amount, d.upto - d.owed))::bigint
  from incoming i
  join debts d on d.account_id = i.account_id and d.upto - d.owed < i.upto and i.upto - i.amount < d.upto
  order by i.place, d.upto
$$;

comment on function private.plan_settlement(uuid, uuid[], bigint[]) is
  'Which debts amounts[i] coming into the wallet account_ids[i] would settle, the oldest first: place i from 1, the debt, points. Changes and locks nothing.';
