create function private.cap_problems(tenant_id uuid, programme_id uuid, account_ids uuid[], amounts bigint[])
returns table (place integer, cap bigint, already bigint)
language plpgsql stable security definer set search_path = '' as $$
declare
  programme_cap bigint;
  since timestamptz;
begin
  select p.cap_points,
    case p.cap_period
      when 'ever' then '-infinity'
      else date_trunc(p.cap_period, private.clock() at time zone t.time_zone) at time zone t.time_zone
    end
  into programme_cap, since
  from public.programmes p
  join public.tenants t on t.id = p.tenant_id
  where p.tenant_id = cap_problems.tenant_id and p.id = cap_problems.programme_id;
  if programme_cap is null then
    return;
  end if;
  return query
  with
    lines as materialized (
      select u.account_id, u.amount, u.line_no::integer as line_no,
        sum(u.amount) over (partition by u.account_id order by u.line_no) - u.amount as before
      from unnest(cap_problems.account_ids, cap_problems.amounts) with ordinality u (account_id, amount, line_no)
    ),
    had as materialized (
      select l.account_id, sum(l.granted) as points
      from public.point_lots l
      where l.account_id = any (cap_problems.account_ids) and l.tenant_id = cap_problems.tenant_id
        and l.programme_id = cap_problems.programme_id and l.revoked_at is null and l.created_at >= since
      group by l.account_id
    )
  select l.line_no, programme_cap, (coalesce(h.points, 0) + l.before)::bigint
  from lines l
  left join had h on h.account_id = l.account_id
  where coalesce(h.points, 0) + l.before + l.amount > programme_cap
  order by l.line_no;
end
$$;

comment on function private.cap_problems(uuid, uuid, uuid[], bigint[]) is
  'Which of these grants (amounts[i] to the wallet account_ids[i]) would exceed what one person may be granted in the programme within its period: place i from 1, the cap, and what the person had already, with earlier places of the same request. Certain only behind private.lock_grant_accounts().';
