create function private.lengthen_cards(company uuid, card_ids uuid[], new_end timestamptz) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallets constant uuid[] := array(select private.card_account_id(i) from unnest(card_ids) i);
begin
  if new_end is null or new_end <= private.clock() or new_end >= timestamptz '2200-01-01 00:00:00+00' then
    perform private.fail('invalid_request', 400, '{"field": "valid_until", "problem": "not_in_the_future"}');
  end if;
  -- What has expired stays expired, however long the card lasts; undo_expiry() is for that.
  perform private.lock_accounts(
    company,
    wallets || array(
      select g.budget_account_id
      from public.point_lots l
      join public.grants g on g.tenant_id = l.tenant_id and g.id = l.grant_id
      where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock()
    )
  );
  perform private.expire_lots(
    company,
    array(select l.id from public.point_lots l where l.account_id = any (wallets) and l.has_points and l.expires_at <= private.clock())
  );
  update public.point_lots l set expires_at = new_end
  where l.tenant_id = company and l.account_id = any (wallets) and l.has_points and l.expires_at < new_end;
  update public.cards c
  set valid_until = new_end,
    status = case when c.status = 'expired' then c.status_before else c.status end,
    status_before = case when c.status = 'expired' then null else c.status_before end
  where c.tenant_id = company and c.id = any (card_ids);
end
$$;

comment on function private.lengthen_cards(uuid, uuid[], timestamptz) is
  'Makes cards and the points on them valid to a later moment, never an earlier one; an expired card is again what it was. Behind the lock of the cards. Errors: invalid_request {field: valid_until, problem}.';
