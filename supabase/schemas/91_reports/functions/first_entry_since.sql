create function private.first_entry_since(account_id uuid, moment timestamptz) returns bigint
language plpgsql stable security definer set search_path = '' as $$
declare
  low bigint;
  high bigint;
  middle bigint;
  found_seq bigint;
  found_at timestamptz;
begin
  select t.seq into low from public.ledger_transactions t
  where t.account_id = first_entry_since.account_id order by t.seq limit 1;
  select t.seq + 1 into high from public.ledger_transactions t
  where t.account_id = first_entry_since.account_id order by t.seq desc limit 1;
  while low < high loop
    middle := low + (high - low) / 2;
    select t.seq, t.created_at into found_seq, found_at
    from public.ledger_transactions t
    where t.account_id = first_entry_since.account_id and t.seq >= middle
    order by t.seq
    limit 1;
    if found_at >= moment then
      high := middle;
    else
      low := found_seq + 1;
    end if;
  end loop;
  return low;
end
$$;

comment on function private.first_entry_since(uuid, timestamptz) is
  'Where in an account''s statement a moment lies: a running number (seq) before which everything is older. Halves the range again and again instead of reading it, some thirty look-ups in the index for a statement of any length. Rows booked at the same time may lie in another order than their times, by as long as a transaction takes: whoever needs every row of a time asks for a day more on both sides and looks at the rows. Null for an account without movements.';
