create function private.refund_targets(tenant_id uuid, wallet uuid, expired uuid, parts jsonb)
returns table (line_no integer, lot_id uuid, amount bigint, target uuid, restored_until timestamptz)
language sql stable security definer set search_path = '' as $$
  select r.line_no, r.lot_id, r.amount,
    case
      when l.expires_at > private.clock() or p.refund_policy = 'restore_days' then wallet
      when p.refund_policy = 'back_to_budget' then g.budget_account_id
      else expired
    end,
    case
      when l.expires_at > private.clock() then l.expires_at
      else private.end_of_day(
        (private.clock() at time zone t.time_zone)::date + coalesce(p.refund_restore_days, 0), t.time_zone
      )
    end
  from jsonb_to_recordset(parts) r (line_no integer, lot_id uuid, amount bigint)
  join public.point_lots l on l.tenant_id = refund_targets.tenant_id and l.id = r.lot_id
  join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
  join public.tenants t on t.id = l.tenant_id
$$;

comment on function private.refund_targets(uuid, uuid, uuid, jsonb) is
  'Where each part of a refund goes: to the wallet while its lot is valid, else as the programme''s refund policy says: to the wallet for some days more, to the budget, or to the expired points.';
