create function private.statement_page(
  account_id uuid, first_seq bigint, end_seq bigint, since timestamptz, until timestamptz, kinds text[], row_limit integer
) returns setof bigint
language plpgsql stable security definer set search_path = '' rows 20 as $$
begin
  -- Of 100,000 rows nearly all are orders: what is asked for apart from those has an index of its own.
  if not 'spend' = any (kinds) then
    return query
    select t.seq
    from public.ledger_transactions t
    where t.account_id = statement_page.account_id and t.seq >= first_seq and t.seq < end_seq
      and t.kind <> 'spend' and t.kind = any (kinds)
      and t.created_at >= since and t.created_at < until
    order by t.seq desc
    limit row_limit;
  else
    return query
    select t.seq
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
  'The newest running numbers of an account''s statement from first_seq to before end_seq, booked from "since" to before "until", of these kinds (null: all).';
