create function private.enable_cards(company uuid, card_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch public.card_batches;
  wallets uuid[];
begin
  update public.cards c set status = 'issued' where c.tenant_id = company and c.id = any (card_ids);
  perform private.lock_accounts(
    company, array(select private.card_account_id(i) from unnest(card_ids) i) || private.budget_account_id(company)
  );
  perform private.start_validity(company, card_ids);
  for batch in
    select b.* from public.card_batches b
    where b.tenant_id = company and b.funded_at = 'activation'
      and b.id in (select c.batch_id from public.cards c where c.tenant_id = company and c.id = any (card_ids))
    order by b.id
  loop
    wallets := array(
      select private.card_account_id(c.id) from public.cards c
      where c.tenant_id = company and c.id = any (card_ids) and c.batch_id = batch.id
    );
    perform private.fund_cards(batch, wallets, (select max(c.valid_until) from public.cards c where c.tenant_id = company and c.id = any (card_ids)));
  end loop;
  update public.point_lots l set expires_at = c.valid_until
  from public.cards c
  where c.tenant_id = company and c.id = any (card_ids)
    and l.tenant_id = c.tenant_id and l.account_id = private.card_account_id(c.id) and l.has_points and l.expires_at > c.valid_until;
end
$$;

comment on function private.enable_cards(uuid, uuid[]) is
  'Activates inactive cards for their issuer: usable from now on, their days of validity begin, and their value is put on them if that is due now. All or nothing. Behind the lock of the cards. Errors: programme_closed, insufficient_budget {needed, available}.';
