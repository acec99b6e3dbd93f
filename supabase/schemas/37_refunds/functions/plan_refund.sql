create function private.plan_refund(tenant_id uuid, wallet uuid, parts jsonb)
returns table (line_no integer, lot_id uuid, amount bigint, target uuid, valid_until timestamptz, debt_id uuid)
language sql stable security definer set search_path = '' as $$
  with
    parts as materialized (
      select r.line_no, r.lot_id, r.amount, sum(r.amount) over (partition by r.lot_id order by r.line_no) - r.amount as before
      from jsonb_to_recordset(plan_refund.parts) r (line_no integer, lot_id uuid, amount bigint)
    ),
    split as materialized (
      select p.*, d.debt_id, d.budget_account_id as creditor, least(p.amount, greatest(0, coalesce(d.outstanding, 0) - p.before))::bigint as settles
      from parts p
      left join private.debts_of_lots(plan_refund.tenant_id, array(select distinct p.lot_id from parts p)) d on d.lot_id = p.lot_id
    ),
    -- By key, and before anything is joined: on tables without statistics the planner would read all lots of the company.
    lots as materialized (
      select l.id, l.expires_at, l.programme_id, l.grant_id
      from public.point_lots l
      where l.tenant_id = plan_refund.tenant_id and l.id = any (array(select p.lot_id from parts p))
    ),
    holder as materialized (
      select private.wallet_state(t.id, plan_refund.wallet) as state, t.time_zone, (private.clock() at time zone t.time_zone)::date as today
      from public.tenants t
      where t.id = plan_refund.tenant_id
    )
  select s.line_no, s.lot_id, s.settles, s.creditor, null, s.debt_id
  from split s
  where s.settles > 0
  union all
  select s.line_no, s.lot_id, s.amount - s.settles,
    case o.destination
      when 'lot' then plan_refund.wallet
      when 'budget' then g.budget_account_id
      else private.system_account_id(plan_refund.tenant_id, 'expired')
    end,
    o.valid_until, null
  from split s
  cross join holder h
  join lots l on l.id = s.lot_id
  join public.programmes p on p.tenant_id = plan_refund.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = plan_refund.tenant_id and g.id = l.grant_id
  cross join lateral (
    select private.refund_state(h.state = 'holder_left', h.state = 'card_void', l.expires_at <= private.clock(), p.status = 'closed') as state
  ) c
  left join public.refund_rules r on r.tenant_id = plan_refund.tenant_id and r.state = c.state
  cross join lateral (
    select c.state in ('lot_expired', 'programme_closed') and p.refund_policy is not null as of_programme
  ) x
  cross join lateral private.refund_outcome(
    c.state,
    case when x.of_programme then p.refund_policy else r.policy end,
    case when x.of_programme then p.refund_restore_days else r.restore_days end,
    l.expires_at, h.today, h.time_zone
  ) o
  where s.amount > s.settles
$$;

comment on function private.plan_refund(uuid, uuid, jsonb) is
  'Where each part [{line_no, lot_id, amount}] of a refund to this wallet goes: first to what is still owed for a revoked lot (target its budget, debt_id the debt), the rest as private.refund_outcome() says by the rules of the programme or the company; with target wallet the lot is valid until valid_until. Changes and locks nothing.';
