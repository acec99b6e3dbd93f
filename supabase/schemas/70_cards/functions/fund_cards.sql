create function private.fund_cards(batch public.card_batches, account_ids uuid[], valid_until timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  budget constant uuid := private.budget_account_id(batch.tenant_id);
begin
  if cardinality(account_ids) = 0 then
    return;
  end if;
  if batch.issuer = 'platform' then
    perform private.lock_accounts(batch.tenant_id, account_ids || budget);
    perform public.record_deposit(
      batch.tenant_id, (batch.face_value * cardinality(account_ids))::numeric, batch.title, 'cards-' || private.new_id()
    );
  end if;
  perform private.post_grant(
    tenant_id => batch.tenant_id,
    programme_id => batch.programme_id,
    budget_account_id => budget,
    account_ids => account_ids,
    amounts => array_fill(batch.face_value, array[cardinality(account_ids)]),
    note => batch.title,
    valid_until => fund_cards.valid_until,
    source => 'card'
  );
end
$$;

comment on function private.fund_cards(public.card_batches, uuid[], timestamptz) is
  'Puts the face value of a batch on each of these wallets: a lot of its programme, from the company''s budget, or from a deposit of the platform that passes through it in the same transaction. All or nothing. Errors: programme_closed, insufficient_budget {needed, available}.';
