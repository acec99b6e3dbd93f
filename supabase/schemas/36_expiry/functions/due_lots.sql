create function private.due_lots(max_lots integer) returns table (tenant_id uuid, lot_ids uuid[])
language sql stable security definer set search_path = '' as $$
  select l.tenant_id, array_agg(l.id order by l.expires_at, l.id)
  from (
    select d.tenant_id, d.id, d.expires_at
    from public.point_lots d
    where d.has_points and d.expires_at <= private.clock()
    order by d.expires_at, d.id
    limit greatest(due_lots.max_lots, 0)
  ) l
  group by l.tenant_id
  order by l.tenant_id
$$;

comment on function private.due_lots(integer) is 'The lots that have expired and still hold points, at most so many, soonest-expired first, by company.';
