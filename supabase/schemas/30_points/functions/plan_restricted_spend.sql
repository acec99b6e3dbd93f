create function private.plan_restricted_spend(account_id uuid, lines private.spend_line[])
returns table (line_no integer, lot_id uuid, amount bigint)
language plpgsql stable security definer set search_path = '' rows 5 as $$
declare
  moment constant timestamptz := private.clock();
  line_count constant integer := cardinality(lines);
  lot_ids uuid[];
  lot_left bigint[];
  lot_count integer;
  may_pay boolean[]; -- of line i by lot j at (i - 1) * lot_count + j, like taken
  taken bigint[];
  missing bigint;
  part bigint;
begin
  select array_agg(l.id order by l.place), array_agg(l.remaining order by l.place), array_agg(l.may_pay order by l.place)
  into lot_ids, lot_left, may_pay
  from (
    select l.id, l.remaining,
      row_number() over (order by l.scope = 'all', l.expires_at, l.created_at, l.id) as place,
      array(
        select private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids)
        from unnest(plan_restricted_spend.lines) with ordinality w (line_no, product_id, category_ids, amount, place)
        order by w.place
      ) as may_pay
    from public.point_lots l
    where l.account_id = plan_restricted_spend.account_id and l.has_points and l.expires_at > moment
  ) l;
  lot_count := coalesce(cardinality(lot_ids), 0);
  taken := array_fill(0::bigint, array[line_count * lot_count]);

  for i in 1 .. line_count loop
    missing := lines[i].amount;
    for j in 1 .. lot_count loop
      part := case when may_pay[j][i] then least(missing, lot_left[j]) else 0 end;
      taken[(i - 1) * lot_count + j] := part;
      lot_left[j] := lot_left[j] - part;
      missing := missing - part;
    end loop;
    -- An earlier line may have used up the only lot that suits this one, although it could be paid otherwise.
    while missing > 0 loop
      select s.taken, s.lot_left, s.moved into taken, lot_left, part
      from private.shift_between_lots(taken, lot_left, may_pay, i, missing) s;
      exit when part = 0;
      missing := missing - part;
    end loop;
  end loop;

  return query
  select lines[(k - 1) / lot_count + 1].line_no, lot_ids[(k - 1) % lot_count + 1], taken[k]
  from generate_series(1, line_count * lot_count) k
  where taken[k] > 0;
end
$$;

comment on function private.plan_restricted_spend(uuid, private.spend_line[]) is
  'private.plan_spend() for wallets with restricted lots. Pays line by line in the order of lots, and rearranges what it has given where a line would otherwise stay unpaid: whatever can be paid in full is paid in full.';
