create function private.start_validity(tenant_id uuid, card_ids uuid[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
begin
  update public.cards c
  set counts_from_activation = false,
    valid_until = least(
      c.valid_until, private.end_of_day((private.clock() at time zone t.time_zone)::date + b.valid_days, t.time_zone)
    )
  from public.card_batches b, public.tenants t
  where c.tenant_id = start_validity.tenant_id and c.id = any (card_ids) and c.counts_from_activation
    and b.tenant_id = c.tenant_id and b.id = c.batch_id and t.id = c.tenant_id;
  if not found then
    return;
  end if;
  perform private.lock_accounts(
    tenant_id, array(select private.card_account_id(i) from unnest(card_ids) i)
  );
  update public.point_lots l set expires_at = c.valid_until
  from public.cards c
  where c.tenant_id = start_validity.tenant_id and c.id = any (card_ids)
    and l.tenant_id = c.tenant_id and l.account_id = private.card_account_id(c.id) and l.has_points and l.expires_at > c.valid_until;
end
$$;

comment on function private.start_validity(uuid, uuid[]) is
  'Lets the days of validity begin for cards whose validity counts from their activation: the card and its points are valid to the end of the last day. Others stay as they are. Behind the lock of the cards; locks their wallets.';
