create function private.statement_page(
  account_id uuid, first_seq bigint, end_seq bigint, since timestamptz, until timestamptz, kinds text[], row_limit integer
) returns setof public.ledger_transactions
language plpgsql stable security definer rows 20 set search_path = ''
-- Only the walk down the index gives the first page of 100,000 rows as fast as that of ten; a plan made for unknown numbers, or without
-- statistics, would rather collect and sort them all.
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
begin
  -- Nearly all rows are grants and orders: the rest has an index of its own.
  if not kinds && '{grant,spend}' then
    return query
    select t.*
    from public.ledger_transactions t
    where t.account_id = statement_page.account_id and t.seq >= first_seq and t.seq < end_seq
      and t.kind not in ('grant', 'spend') and t.kind = any (kinds)
      and t.created_at >= since and t.created_at < until
    order by t.seq desc
    limit row_limit;
  else
    return query
    select t.*
    from public.ledger_transactions t
    where t.account_id = statement_page.account_id and t.seq >= first_seq and t.seq < end_seq
      and (kinds is null or t.kind = any (kinds))
      and t.created_at >= since and t.created_at < until
    order by t.seq desc
    limit row_limit;
  end if;
end
$$;

comment on function private.statement_page(uuid, bigint, bigint, timestamptz, timestamptz, text[], integer) is
  'The newest rows of an account''s statement with running numbers from first_seq to before end_seq, booked from "since" to before "until", of these kinds (null: all).';
