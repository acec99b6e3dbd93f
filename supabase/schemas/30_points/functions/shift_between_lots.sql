create function private.shift_between_lots(
  inout taken bigint[], inout lot_left bigint[], may_pay boolean[], needy integer, missing bigint, out moved bigint
)
language plpgsql immutable set search_path = '' as $$
declare
  lot_count constant integer := cardinality(lot_left);
  line_count constant integer := cardinality(taken) / nullif(cardinality(lot_left), 0);
  lines_to_visit integer[] := array[needy];
  lot_reached_from integer[] := array_fill(null::integer, array[lot_count]); -- a line that the lot may pay for
  line_reached_from integer[] := array_fill(null::integer, array[line_count]); -- a lot that pays for the line
  visited integer := 1;
  i integer;
  j integer;
begin
  moved := 0;
  -- Breadth first from the needy line: to lots that may pay for it, on to lines that these lots pay for now, until a lot has points left.
  <<search>>
  while visited <= cardinality(lines_to_visit) loop
    i := lines_to_visit[visited];
    visited := visited + 1;
    for lot in 1 .. lot_count loop
      continue when not may_pay[lot][i] or lot_reached_from[lot] is not null;
      lot_reached_from[lot] := i;
      j := lot;
      exit search when lot_left[lot] > 0;
      for line in 1 .. line_count loop
        continue when line = needy or line_reached_from[line] is not null or taken[(line - 1) * lot_count + lot] = 0;
        line_reached_from[line] := lot;
        lines_to_visit := lines_to_visit || line;
      end loop;
    end loop;
  end loop;
  if j is null or lot_left[j] = 0 then
    return;
  end if;

  -- How much the way back carries, then carry it: each line on it takes from the farther lot and leaves the nearer one.
  moved := least(missing, lot_left[j]);
  i := lot_reached_from[j];
  while i <> needy loop
    moved := least(moved, taken[(i - 1) * lot_count + line_reached_from[i]]);
    i := lot_reached_from[line_reached_from[i]];
  end loop;
  lot_left[j] := lot_left[j] - moved;
  loop
    i := lot_reached_from[j];
    taken[(i - 1) * lot_count + j] := taken[(i - 1) * lot_count + j] + moved;
    exit when i = needy;
    j := line_reached_from[i];
    taken[(i - 1) * lot_count + j] := taken[(i - 1) * lot_count + j] - moved;
  end loop;
end
$$;

comment on function private.shift_between_lots(bigint[], bigint[], boolean[], integer, bigint) is
  'One augmenting path of a maximum flow (Ford and Fulkerson, shortest path first) from the line "needy" to a lot with points left; moved is 0 where there is none.';
