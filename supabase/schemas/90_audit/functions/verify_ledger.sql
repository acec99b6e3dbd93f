create function public.verify_ledger(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = ''
-- Made for ten million transfers: each table is read in one pass, sorted and added up in memory by as many processes as the server allows.
set work_mem = '256MB' set max_parallel_workers_per_gather = 4 set jit = off
-- Each join reads its tables as a whole. Without statistics the planner would compare each row with each.
set enable_nestloop = off as $$
begin
  -- Stable, so that all of it sees one moment: what is booked meanwhile is not half seen.
  return query
  with broken as materialized (
    select * from private.broken_accounts(verify_ledger.tenant_id)
    union all select * from private.broken_lots(verify_ledger.tenant_id)
    union all select * from private.broken_transactions(verify_ledger.tenant_id)
    union all select * from private.broken_statements(verify_ledger.tenant_id)
    union all select * from private.broken_balances_after(verify_ledger.tenant_id)
    union all select * from private.broken_grants(verify_ledger.tenant_id)
    union all select * from private.broken_refunds(verify_ledger.tenant_id)
    union all select * from private.broken_debts(verify_ledger.tenant_id)
    union all select * from private.broken_revocations(verify_ledger.tenant_id)
    union all select * from private.broken_expiries(verify_ledger.tenant_id)
    union all select * from private.broken_packs(verify_ledger.tenant_id)
  )
  select distinct on (b.invariant) b.invariant, b.subject_id,
    b.details || jsonb_build_object('violations', count(*) over (partition by b.invariant))
  from broken b
  order by b.invariant, b.subject_id, b.details;
end
$$;

comment on function public.verify_ledger(uuid) is
  'Checks every invariant of a tenant''s ledger on its rows alone (docs/audit.md lists them). Gives one row per invariant that is broken: its name, the first account, transaction, lot, grant or order that breaks it (by key, which is the order of time), and the figures with the number of violations; no rows mean that all is well. For the platform (service_role).';

grant execute on function public.verify_ledger(uuid) to service_role;
