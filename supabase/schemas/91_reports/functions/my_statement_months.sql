create function public.my_statement_months() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  caller constant record := private.require_buyer();
  zone constant text := (select t.time_zone from public.tenants t where t.id = caller.tenant_id);
begin
  return (
    select coalesce(jsonb_agg(jsonb_build_object('month', m.month, 'entries', m.entries) order by m.month desc), '[]')
    from (
      -- First by hour, which every time zone's months consist of (quarters, to be exact): the zone is asked once per quarter and not per row.
      select date_trunc('month', q.quarter at time zone zone)::date as month, sum(q.entries)::bigint as entries
      from (
        select date_bin(interval '15 minutes', t.created_at, timestamptz '2000-01-01 00:00:00Z') as quarter, count(*) as entries
        from public.ledger_transactions t
        where t.account_id = caller.account_id
        group by 1
      ) q
      group by 1
    ) m
  );
end
$$;

comment on function public.my_statement_months() is
  'The months in which the caller''s points moved, newest first: [{month: its first day, entries}], in the company''s time zone. For members and guests. Errors: the refusals of private.require_buyer().';

grant execute on function public.my_statement_months() to authenticated;
