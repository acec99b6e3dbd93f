create function private.debt_account_id(account_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select o.id
  from public.ledger_accounts a
  join public.ledger_accounts o on o.owner_id = a.owner_id and o.kind = 'debt' and o.tenant_id = a.tenant_id
  where a.id = debt_account_id.account_id
$$;

comment on function private.debt_account_id(uuid) is 'The debt account of a wallet''s holder, or null where there never was a debt.';
