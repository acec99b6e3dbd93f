create function private.plan_spend(account_id uuid, lines private.spend_line[])
returns table (line_no integer, lot_id uuid, amount bigint)
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  moment constant timestamptz := private.clock();
begin
  if exists (
    select
    from public.point_lots l
    where l.account_id = plan_spend.account_id and l.has_points and l.expires_at > moment and l.scope <> 'all'
  ) then
    return query select p.line_no, p.lot_id, p.amount from private.plan_restricted_spend(plan_spend.account_id, plan_spend.lines) p;
    return;
  end if;
  -- Every lot may pay for every line, so both are laid end to end on one scale of points, and what overlaps belongs together.
  return query
  with
    wanted as (
      select w.line_no, w.amount, sum(w.amount) over (order by w.line_no) as upto
      from unnest(plan_spend.lines) w
    ),
    lots as (
      select l.id, l.remaining, sum(l.remaining) over (order by l.expires_at, l.created_at, l.id) as upto
      from public.point_lots l
      where l.account_id = plan_spend.account_id and l.has_points and l.expires_at > moment
    )
  select w.line_no, l.id, (least(w.upto, l.upto) - greatest(w.upto - w.amount, l.upto - l.remaining))::bigint
  from wanted w
  join lots l on l.upto - l.remaining < w.upto and w.upto - w.amount < l.upto
  order by w.line_no, l.upto;
end
$$;

comment on function private.plan_spend(uuid, private.spend_line[]) is
  'Which lots of the wallet would pay for the lines: restricted lots first where they may, then soonest-expiring, then oldest. Changes and locks nothing. Where the points do not suffice, the rows sum up to what could be paid.';
