create function private.budgets_above(tenant_id uuid, account_id uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select coalesce(array_agg(b.id), '{}')
  from public.ledger_accounts a
  left join public.departments d on d.tenant_id = a.tenant_id and d.id = a.owner_id
  join public.ledger_accounts b on b.owner_id = any (d.path || a.tenant_id) and b.tenant_id = a.tenant_id and b.kind = 'budget'
  where a.tenant_id = budgets_above.tenant_id and a.id = budgets_above.account_id and b.id <> a.id
$$;

comment on function private.budgets_above(uuid, uuid) is
  'All budgets above: of the departments that the budget''s department lies in, and of the company.';
