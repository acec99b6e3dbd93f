create function private.ledger_flows(tenant_id uuid)
returns table (from_account_id uuid, to_account_id uuid, lot_id uuid, amount numeric)
language plpgsql stable security definer rows 1000000 set search_path = '' as $$
begin
  return query
  select f.from_account_id, f.to_account_id, f.lot_id, sum(f.amount)
  from public.ledger_transfers f
  where f.tenant_id = ledger_flows.tenant_id
  group by f.from_account_id, f.to_account_id, f.lot_id;
end
$$;

comment on function private.ledger_flows(uuid) is
  'How many points ever went from one account to another through one lot: all transfers of a tenant, added up in one pass. For verify_ledger().';
