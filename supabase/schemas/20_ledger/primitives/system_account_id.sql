create function private.system_account_id(tenant_id uuid, kind text) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan: every order asks.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = system_account_id.tenant_id and a.kind = system_account_id.kind and a.owner_kind = 'system'
  );
end
$$;

comment on function private.system_account_id(uuid, text) is
  'A tenant''s system account: funding (where deposits come from), redeemed (where spent points go), expired (where forfeited points go), claims (the other side of debts), committed (gift packs granted and not yet redeemed).';
