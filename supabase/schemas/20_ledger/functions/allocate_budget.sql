create function public.allocate_budget(from_account uuid, to_owner uuid, amount numeric, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request_hash constant bytea := private.request_hash('allocate_budget', from_account::text, to_owner::text, trim_scale(amount)::text);
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  to_account uuid;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.require_budget(caller.tenant_id, from_account);
  select a.id into to_account
  from public.ledger_accounts a
  where a.tenant_id = caller.tenant_id and a.owner_id = to_owner and a.owner_kind in ('department', 'group') and a.kind = 'budget';
  perform private.require_budget(caller.tenant_id, to_account);
  if points is null then
    perform private.fail('invalid_amount', 400);
  end if;
  if from_account = to_account then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_owner', 'problem', 'same_account'));
  end if;
  return coalesce(
    private.earlier_answer(caller.tenant_id, idempotency_key, request_hash),
    private.move_budget(caller.tenant_id, 'allocation', from_account, to_account, points, idempotency_key, request_hash)
  );
end
$$;

comment on function public.allocate_budget(uuid, uuid, numeric, text) is
  'Passes points of a budget on to a department''s or a group''s. Takes the account that gives, the department or group, points, and a key of the caller; gives {transaction_id, from_balance, to_account_id, to_balance}. The amount is numeric so that a fraction or a huge number is refused as invalid_amount and not as a syntax error. For HR managers (any budget of the company) and department admins (both ends in the subtree). Errors: not_permitted, out_of_scope, account_not_found (also for a department or group that is none of this company), invalid_amount, insufficient_budget {needed, available}, invalid_request, idempotency_mismatch.';

grant execute on function public.allocate_budget(uuid, uuid, numeric, text) to authenticated;
