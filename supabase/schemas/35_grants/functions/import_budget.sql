create function private.import_budget(tenant_id uuid, budget_account uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
declare
  owner uuid;
  own uuid[];
begin
  if budget_account is not null then
    select a.owner_id into owner
    from public.ledger_accounts a
    where a.tenant_id = import_budget.tenant_id and a.id = import_budget.budget_account and a.kind = 'budget';
    if owner is null then
      perform private.fail('account_not_found', 404);
    end if;
    if not (private.has_role('hr_manager') or private.has_role('department_admin', owner) or private.has_role('group_admin', owner)) then
      perform private.fail('out_of_scope', 403);
    end if;
    return budget_account;
  end if;
  if private.has_role('hr_manager') then
    return private.budget_account_id(tenant_id);
  end if;
  own := private.administered_department_ids() || private.administered_group_ids();
  if cardinality(own) <> 1 then
    perform private.fail('invalid_request', 400, '{"field": "budget_account", "problem": "required"}');
  end if;
  return private.budget_account_id(own[1]);
end
$$;

comment on function private.import_budget(uuid, uuid) is
  'The budget that pays for an import of the caller: the named one, else the company''s for an HR manager, else that of the one department or group that the caller administers. Errors: account_not_found (no budget of this company), out_of_scope, invalid_request {field, problem: required} (the caller administers several).';
