create function private.move_budget(
  tenant_id uuid, from_account uuid, to_account uuid, points bigint, idempotency_key text, request_hash bytea
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  from_balance bigint;
  to_balance bigint;
  answer jsonb;
begin
  perform
  from public.ledger_accounts a
  where a.tenant_id = move_budget.tenant_id and a.id in (from_account, to_account)
  order by a.id
  for no key update;
  update public.ledger_accounts a set balance = a.balance - points
  where a.tenant_id = move_budget.tenant_id and a.id = from_account and a.balance >= points
  returning a.balance into from_balance;
  if from_balance is null then
    perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', points, 'available', a.balance))
    from public.ledger_accounts a
    where a.tenant_id = move_budget.tenant_id and a.id = from_account;
  end if;
  update public.ledger_accounts a set balance = a.balance + points
  where a.tenant_id = move_budget.tenant_id and a.id = to_account
  returning a.balance into to_balance;

  answer := jsonb_build_object(
    'transaction_id', transaction_id, 'from_balance', from_balance, 'to_account_id', to_account, 'to_balance', to_balance
  );
  insert into public.ledger_transactions (
    tenant_id, id, account_id, kind, amount, balance_after, idempotency_key, request_hash, answer
  )
  values (
    move_budget.tenant_id, transaction_id, to_account, 'allocation', points, to_balance,
    move_budget.idempotency_key, move_budget.request_hash, answer
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (move_budget.tenant_id, transaction_id, 1, from_account, to_account, points);
  return answer;
end
$$;

comment on function private.move_budget(uuid, uuid, uuid, bigint, text, bytea) is
  'Moves points between two budgets of a tenant, locked in the order of ids. For functions that have checked the caller and the key. Errors: insufficient_budget {needed, available}.';
