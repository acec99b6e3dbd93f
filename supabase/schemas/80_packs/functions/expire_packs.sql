create function public.expire_packs(max_entitlements integer default 5000) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_due record;
  v_ended integer := 0;
  v_returned bigint := 0;
begin
  for v_due in
    with due as materialized (
      (
        select e.tenant_id, e.id, 'expired' as outcome
        from public.pack_entitlements e
        where e.state = 'open' and e.valid_until <= private.clock()
        order by e.valid_until
        limit greatest(1, least(max_entitlements, 20000))
      )
      union all
      (
        select e.tenant_id, e.id, 'void'
        from public.pack_entitlements e
        join public.members m on m.tenant_id = e.tenant_id and m.id = e.member_id
        where e.state = 'open' and e.valid_until > private.clock() and m.status = 'departed'
        limit greatest(1, least(max_entitlements, 20000))
      )
    ),
    locked as materialized (
      -- Whoever redeems or cancels at this moment holds the row; the next run comes soon.
      select e.tenant_id, e.id, d.outcome
      from due d
      join public.pack_entitlements e on e.tenant_id = d.tenant_id and e.id = d.id
      where e.state = 'open'
      order by e.id
      for no key update of e skip locked
    )
    select l.tenant_id, l.outcome, array_agg(l.id) as ids from locked l group by l.tenant_id, l.outcome order by l.tenant_id, l.outcome
  loop
    v_returned := v_returned + private.end_entitlements(v_due.tenant_id, v_due.ids, v_due.outcome);
    v_ended := v_ended + cardinality(v_due.ids);
  end loop;
  return jsonb_build_object('entitlements', v_ended, 'returned_points', v_returned);
end
$$;

comment on function public.expire_packs(integer) is
  'Ends packs whose time is over, and those of members who have left, at most so many of each (1 to 20,000): uses that were not begun go back to the budgets. Gives {entitlements, returned_points}. Nothing waits for it: what is over cannot be redeemed. A job; for the platform.';

grant execute on function public.expire_packs(integer) to service_role;
