create function private.budgets_of_wallet(tenant_id uuid, wallet uuid) returns uuid[]
language plpgsql volatile security definer set search_path = '' as $$
begin
  -- Volatile, so that it sees what was committed while its caller waited.
  return array(
    select distinct g.budget_account_id
    from public.grants g
    where g.tenant_id = budgets_of_wallet.tenant_id
      -- By their keys: without statistics a join would read all lots and grants of the company.
      and g.id = any (array(select l.grant_id from public.point_lots l where l.account_id = budgets_of_wallet.wallet and l.has_points))
  );
end
$$;

comment on function private.budgets_of_wallet(uuid, uuid) is 'The budgets that granted what a wallet still holds.';
