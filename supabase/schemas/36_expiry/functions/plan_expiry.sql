create function private.plan_expiry(tenant_id uuid, lot_ids uuid[])
returns table (lot_id uuid, account_id uuid, amount bigint, target uuid)
language sql stable security definer set search_path = '' as $$
  -- The lots first, by key: on tables without statistics the planner would begin with all lots of their grants.
  with due as materialized (
    select l.id, l.account_id, l.remaining, l.programme_id, l.grant_id
    from public.point_lots l
    where l.tenant_id = plan_expiry.tenant_id and l.id = any (plan_expiry.lot_ids)
      and l.has_points and l.expires_at <= private.clock()
  )
  select l.id, l.account_id, l.remaining,
    case p.expiry_policy
      when 'back_to_budget' then g.budget_account_id
      else private.system_account_id(plan_expiry.tenant_id, 'expired')
    end
  from due l
  join public.programmes p on p.tenant_id = plan_expiry.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = plan_expiry.tenant_id and g.id = l.grant_id
$$;

comment on function private.plan_expiry(uuid, uuid[]) is
  'What expiry does to these lots of a tenant: the wallet that loses, the points, and the account they go to: back to the grant''s budget or to the expired points, as the programme says. Changes and locks nothing. The run and the dry run both do what this says.';
