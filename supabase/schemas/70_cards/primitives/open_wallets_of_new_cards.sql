create function private.open_wallets_of_new_cards() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  perform private.open_accounts(a.tenant_id, 'card', array_agg(a.id), 'wallet')
  from added a
  where a.holds_account_id is null
  group by a.tenant_id;
  return null;
end
$$;

comment on function private.open_wallets_of_new_cards() is
  'Trigger (per statement): a new card gets a wallet, unless it opens one that exists (the claim code of somebody who has left).';
