create function private.end_cards(company uuid, card_ids uuid[], reason text) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets constant uuid[] := array(select private.card_account_id(i) from unnest(card_ids) i);
begin
  perform private.end_entitlements_of_cards(company, card_ids);
  perform private.lock_accounts(
    company,
    wallets || array(
      select g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (wallets) and l.has_points
    )
  );
  -- What has expired leaves as what it is.
  perform private.expire_lots(
    company,
    array(select l.id from public.point_lots l where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock())
  );
  perform private.book_card_void(company, wallets, reason);
  update public.cards c set status = 'void', status_before = null where c.tenant_id = company and c.id = any (card_ids);
end
$$;

comment on function private.end_cards(uuid, uuid[], text) is
  'Makes cards void for good and gives what is left on them, points and packs, back to the budgets it came from. Behind the lock of the cards; locks wallets and budgets in the order of ids.';
