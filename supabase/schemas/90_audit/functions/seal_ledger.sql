create function public.seal_ledger(up_to date default null, tenant_id uuid default null) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  -- A posting carries the time at which it began. An hour is ample for those that began before midnight to end.
  last_day constant date := least(
    up_to, (private.clock() at time zone 'UTC' - interval '1 hour')::date - 1
  );
  next record;
  seals bigint := 0;
begin
  perform pg_advisory_xact_lock(hashtextextended('seal_ledger', 0));
  loop
    -- All tenants whose turn the earliest day is, so that the day's rows are read once for all of them.
    select d.day, d.is_first, array_agg(d.id) as tenant_ids into next
    from (
      select t.id, s.day is null as is_first,
        coalesce(s.day + 1, (
          -- The first by key, which needs no look at the others: what should be older nevertheless is in the first seal all the same.
          select (j.created_at at time zone 'UTC')::date
          from public.ledger_transactions j
          where j.tenant_id = t.id
          order by j.id
          limit 1
        )) as day
      from public.tenants t
      left join lateral (
        select max(s.day) as day from public.ledger_seals s where s.tenant_id = t.id
      ) s on true
      where seal_ledger.tenant_id is null or t.id = seal_ledger.tenant_id
    ) d
    where d.day <= last_day
    group by d.day, d.is_first
    order by d.day, d.is_first
    limit 1;
    exit when next.day is null;
    perform private.seal_day(next.tenant_ids, next.day, next.is_first);
    seals := seals + cardinality(next.tenant_ids);
  end loop;
  return jsonb_build_object('up_to', last_day, 'seals', seals);
end
$$;

comment on function public.seal_ledger(date, uuid) is
  'Job: seals every day (UTC) that is over for more than an hour and not sealed yet, up to "up_to" (null: all), of all tenants or one; gives {up_to, seals}. Reads only what was booked, outside every posting. Two runs at once wait for each other, and the second finds nothing to do. For the platform (service_role).';

grant execute on function public.seal_ledger(date, uuid) to service_role;
