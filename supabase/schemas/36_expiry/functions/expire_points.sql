create function public.expire_points(max_lots integer default 5000, dry_run boolean default false) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch record;
  part record;
  run_ids uuid[] := '{}';
  tenants jsonb := '[]';
  lots bigint := 0;
  points bigint := 0;
begin
  if not dry_run then
    -- Two jobs at once would choose the same lots; so the second waits and then chooses others.
    perform pg_advisory_xact_lock(hashtextextended('expire_points', 0));
  end if;
  for batch in select d.tenant_id, d.lot_ids from private.due_lots(max_lots) d loop
    if dry_run then
      select null::uuid as run_id, count(*) as lots, coalesce(sum(p.amount), 0)::bigint as points into part
      from private.plan_expiry(batch.tenant_id, batch.lot_ids) p;
    else
      select e.run_id, e.lots, e.points into part from private.expire_lots(batch.tenant_id, batch.lot_ids) e;
    end if;
    continue when part.lots = 0;
    run_ids := array_remove(run_ids || part.run_id, null);
    tenants := tenants || jsonb_build_object('tenant_id', batch.tenant_id, 'lots', part.lots, 'points', part.points);
    lots := lots + part.lots;
    points := points + part.points;
  end loop;
  return jsonb_build_object('run_ids', to_jsonb(run_ids), 'lots', lots, 'points', points, 'tenants', tenants);
end
$$;

comment on function public.expire_points(integer, boolean) is
  'Job: books out expired points of all tenants, at most so many lots, soonest-expired first; gives {run_ids, lots, points, tenants: [{tenant_id, lots, points}]}, a run for each tenant. With dry_run it says what it would do and changes nothing: both follow private.plan_expiry(). Spending never waits for it: what has expired is not spendable anyhow. For the platform (service_role).';

grant execute on function public.expire_points(integer, boolean) to service_role;
