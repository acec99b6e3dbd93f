create function public.verify_ledger(tenant_id uuid) returns table (invariant text, subject_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
  return query select * from private.broken_accounts(verify_ledger.tenant_id);
  return query select * from private.broken_statements(verify_ledger.tenant_id);
  return query select * from private.broken_transfers(verify_ledger.tenant_id);
  return query select * from private.broken_lots(verify_ledger.tenant_id);
  return query select * from private.broken_grants(verify_ledger.tenant_id);
  return query select * from private.broken_refunds(verify_ledger.tenant_id);
end
$$;

comment on function public.verify_ledger(uuid) is
  'Checks every invariant of a tenant''s ledger on its rows alone. Gives one row per violation: the invariant, the account, transaction, lot, grant or order that breaks it, and the figures; no rows mean that all is well. For the platform (service_role).';

grant execute on function public.verify_ledger(uuid) to service_role;
