create function private.plan_expiry(tenant_id uuid, lot_ids uuid[])
returns table (lot_id uuid, account_id uuid, amount bigint, target uuid)
language sql stable security definer set search_path = '' as $$
  select l.id, l.account_id, l.remaining,
    case p.expiry_policy
      when 'back_to_budget' then g.budget_account_id
      else private.system_account_id(plan_expiry.tenant_id, 'expired')
    end
  from public.point_lots l
  join public.programmes p on p.tenant_id = l.tenant_id and p.id = l.programme_id
  join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
  where l.tenant_id = plan_expiry.tenant_id and l.id = any (plan_expiry.lot_ids)
    and l.has_points and l.expires_at <= private.clock()
$$;

comment on function private.plan_expiry(uuid, uuid[]) is
  'What expiry does to these lots of a tenant: the wallet that loses, the points, and the account they go to: back to the grant''s budget or to the expired points, as the programme says. Changes and locks nothing. The run and the dry run both do what this says.';
