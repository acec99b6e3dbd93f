create function public.expire_points(max_lots integer default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch record;
  part record;
  lots bigint := 0;
  points bigint := 0;
begin
  for batch in
    select l.tenant_id, array_agg(l.id) as lot_ids
    from (
      select d.tenant_id, d.id
      from public.point_lots d
      where d.has_points and d.expires_at <= private.clock()
      order by d.expires_at
      limit greatest(max_lots, 0)
    ) l
    group by l.tenant_id
    order by l.tenant_id
  loop
    select e.lots, e.points into part from private.expire_lots(batch.tenant_id, batch.lot_ids) e;
    lots := lots + part.lots;
    points := points + part.points;
  end loop;
  return jsonb_build_object('lots', lots, 'points', points);
end
$$;

comment on function public.expire_points(integer) is
  'Job: books out expired points of all tenants, at most so many lots, soonest-expired first; gives {lots, points}. Spending never waits for it: what has expired is not spendable anyhow. For the platform (service_role).';

grant execute on function public.expire_points(integer) to service_role;
