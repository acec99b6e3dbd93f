create function private.budget_above(tenant_id uuid, account_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select private.budget_account_id(coalesce(d.parent_id, a.tenant_id))
  from public.ledger_accounts a
  left join public.departments d on d.tenant_id = a.tenant_id and d.id = a.owner_id
  where a.tenant_id = budget_above.tenant_id and a.id = budget_above.account_id and a.owner_kind <> 'tenant'
$$;

comment on function private.budget_above(uuid, uuid) is
  'The budget one step above: of a department''s parent, else of the company; null above the company''s own.';
