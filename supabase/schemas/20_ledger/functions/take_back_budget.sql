create function public.take_back_budget(
  from_account uuid, amount numeric, idempotency_key text, to_account uuid default null
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_member();
  request_hash constant bytea := private.request_hash(
    'take_back_budget', from_account::text, trim_scale(amount)::text, to_account::text
  );
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  target uuid;
begin
  if not (private.has_role('hr_manager') or private.has_role('department_admin')) then
    perform private.fail('not_permitted', 403);
  end if;
  perform private.require_budget(caller.tenant_id, from_account);
  target := coalesce(to_account, private.budget_above(caller.tenant_id, from_account));
  if target is null then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'from_account', 'problem', 'nothing_above'));
  end if;
  perform private.require_budget(caller.tenant_id, target);
  if target <> all (private.budgets_above(caller.tenant_id, from_account)) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'to_account', 'problem', 'not_above'));
  end if;
  if points is null and amount is not null then
    perform private.fail('invalid_amount', 400);
  end if;
  return coalesce(
    private.earlier_answer(caller.tenant_id, idempotency_key, request_hash),
    private.move_budget(caller.tenant_id, 'take_back', from_account, target, points, idempotency_key, request_hash)
  );
end
$$;

comment on function public.take_back_budget(uuid, numeric, text, uuid) is
  'Takes unspent points of a department''s or group''s budget back upwards: into the budget named, which has to lie above, or the next one above (the parent department''s, else the company''s). amount null: everything that is unspent. Gives {transaction_id, from_balance, to_account_id, to_balance}. For HR managers (any budget of the company) and department admins (both ends in the subtree). Errors: not_permitted, out_of_scope, account_not_found, invalid_amount, insufficient_budget {needed, available} (also where nothing is unspent), invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.take_back_budget(uuid, numeric, text, uuid) to authenticated;
