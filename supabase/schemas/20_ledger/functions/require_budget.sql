create function private.require_budget(tenant_id uuid, account_id uuid, out owner_kind text, out owner_id uuid)
language plpgsql stable security definer set search_path = '' as $$
begin
  select a.owner_kind, a.owner_id into owner_kind, owner_id
  from public.ledger_accounts a
  where a.tenant_id = require_budget.tenant_id and a.id = require_budget.account_id and a.kind = 'budget';
  if owner_id is null then
    perform private.fail('account_not_found', 404);
  end if;
  if not (private.has_role('hr_manager') or (owner_kind = 'department' and private.has_role('department_admin', owner_id))) then
    perform private.fail('out_of_scope', 403);
  end if;
end
$$;

comment on function private.require_budget(uuid, uuid) is
  'Whose budget the account is, where the caller may move points of it: an HR manager every budget of the company, a department admin those of departments in the subtree. Errors: account_not_found (no budget of this company), out_of_scope.';
