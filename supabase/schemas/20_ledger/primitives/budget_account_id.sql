create function private.budget_account_id(owner_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = budget_account_id.owner_id and a.kind = 'budget'
  );
end
$$;

comment on function private.budget_account_id(uuid) is 'The budget account of a tenant, a department or a group, or null.';
