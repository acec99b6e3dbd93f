create function private.move_budget(
  tenant_id uuid, kind text, from_account uuid, to_account uuid, points bigint, idempotency_key text, request_hash bytea
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  transaction_id constant uuid := private.new_id();
  available bigint;
  moved bigint;
  from_balance bigint;
  to_balance bigint;
  answer jsonb;
begin
  perform
  from public.ledger_accounts a
  where a.tenant_id = move_budget.tenant_id and a.id in (from_account, to_account)
  order by a.id
  for no key update;
  select a.balance into available from public.ledger_accounts a where a.tenant_id = move_budget.tenant_id and a.id = from_account;
  moved := coalesce(points, greatest(available, 1));
  if available < moved then
    perform private.fail('insufficient_budget', 402, jsonb_build_object('needed', moved, 'available', available));
  end if;
  update public.ledger_accounts a set balance = a.balance - moved
  where a.tenant_id = move_budget.tenant_id and a.id = from_account
  returning a.balance into from_balance;
  update public.ledger_accounts a set balance = a.balance + moved
  where a.tenant_id = move_budget.tenant_id and a.id = to_account
  returning a.balance into to_balance;

  answer := jsonb_build_object(
    'transaction_id', transaction_id, 'from_balance', from_balance, 'to_account_id', to_account, 'to_balance', to_balance
  );
  insert into public.ledger_transactions (
    tenant_id, id, account_id, kind, amount, balance_after, idempotency_key, request_hash, answer
  )
  values (
    move_budget.tenant_id, transaction_id, to_account, move_budget.kind, moved, to_balance,
    move_budget.idempotency_key, move_budget.request_hash, answer
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (move_budget.tenant_id, transaction_id, 1, from_account, to_account, moved);
  return answer;
end
$$;

comment on function private.move_budget(uuid, text, uuid, uuid, bigint, text, bytea) is
  'Moves points between two budgets of a tenant, locked in the order of ids; kind is allocation or take_back, points null means all there are. For functions that have checked the caller and the key. Errors: insufficient_budget {needed, available}.';
