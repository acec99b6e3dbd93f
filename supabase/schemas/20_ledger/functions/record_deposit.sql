create function public.record_deposit(tenant_id uuid, amount numeric, reference text, idempotency_key text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  request_hash constant bytea := private.request_hash('record_deposit', tenant_id::text, trim_scale(amount)::text, reference);
  transaction_id constant uuid := private.new_id();
  budget constant uuid := private.budget_account_id(tenant_id);
  points constant bigint := private.whole_amount(to_jsonb(trim_scale(amount)));
  answer jsonb;
  balance_now bigint;
begin
  if budget is null or not exists (select from public.tenants t where t.id = record_deposit.tenant_id) then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'tenant_id', 'problem', 'unknown'));
  end if;
  if points is null then
    perform private.fail('invalid_amount', 400);
  end if;
  answer := private.earlier_answer(tenant_id, idempotency_key, request_hash);
  if answer is not null then
    return answer;
  end if;
  update public.ledger_accounts a set balance = a.balance + points
  where a.tenant_id = record_deposit.tenant_id and a.id = budget
  returning a.balance into balance_now;
  answer := jsonb_build_object('transaction_id', transaction_id, 'account_id', budget, 'balance', balance_now);
  insert into public.ledger_transactions (
    tenant_id, id, account_id, kind, amount, balance_after, note, idempotency_key, request_hash, answer
  )
  values (
    record_deposit.tenant_id, transaction_id, budget, 'deposit', points, balance_now, reference,
    record_deposit.idempotency_key, request_hash, answer
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (record_deposit.tenant_id, transaction_id, 1, private.system_account_id(tenant_id, 'funding'), budget, points);
  return answer;
end
$$;

comment on function public.record_deposit(uuid, numeric, text, text) is
  'Books points that a company has paid for into its budget: amount in points, reference of the payment, key of the caller. Gives {transaction_id, account_id, balance}. The amount is numeric so that a fraction or a huge number is refused as invalid_amount and not as a syntax error. For the platform (service_role). Errors: invalid_request, invalid_amount, idempotency_mismatch.';

grant execute on function public.record_deposit(uuid, numeric, text, text) to service_role;
