create function private.post_pack_movement(
  tenant_id uuid, kind text, grant_id uuid, from_account uuid, to_account uuid, points bigint, order_id uuid
) returns void
language plpgsql volatile security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_transaction_id constant uuid := private.new_id();
  v_account uuid;
  v_balance bigint;
begin
  if points = 0 then
    return;
  end if;
  -- Booked for the budget that gives or receives; between system accounts for the committed one, which keeps no balance.
  select a.id, a.balance into v_account, v_balance
  from public.ledger_accounts a
  where a.tenant_id = post_pack_movement.tenant_id and a.id in (from_account, to_account)
  order by a.kind = 'budget' desc, a.kind = 'committed' desc
  limit 1;
  insert into public.ledger_transactions (tenant_id, id, account_id, kind, amount, balance_after, order_id, grant_id)
  values (
    tenant_id, v_transaction_id, v_account, kind, case v_account when to_account then points else -points end, v_balance, order_id, grant_id
  );
  insert into public.ledger_transfers (tenant_id, transaction_id, transfer_no, from_account_id, to_account_id, amount)
  values (tenant_id, v_transaction_id, 1, from_account, to_account, points);
end
$$;

comment on function private.post_pack_movement(uuid, text, uuid, uuid, uuid, bigint, uuid) is
  'Writes a movement of points committed to packs into the ledger: pack_grant, pack_redemption or pack_return of this grant of packs, one transfer, for an order or none; nothing for 0 points. Balances of budgets are changed by the caller, before.';
