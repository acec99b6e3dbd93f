create function private.budget_account_id(owner_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select a.id
  from public.ledger_accounts a
  where a.owner_id = budget_account_id.owner_id and a.kind = 'budget'
$$;

comment on function private.budget_account_id(uuid) is 'The budget account of a tenant, a department or a group, or null.';
