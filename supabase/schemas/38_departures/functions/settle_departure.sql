create function private.settle_departure(
  tenant_id uuid, member_id uuid, reason text, out policy text, out points bigint, out claim_card_id uuid, out pin text
)
language plpgsql volatile security definer set search_path = '' as $$
declare
  wallet constant uuid := private.member_account_id(member_id);
  keep_until timestamptz;
begin
  select t.departure_policy, private.end_of_day((private.clock() at time zone t.time_zone)::date + t.departure_keep_days, t.time_zone)
  into policy, keep_until
  from public.tenants t
  where t.id = settle_departure.tenant_id;
  perform private.lock_wallet_and_budgets(tenant_id, wallet);
  -- What has expired leaves as what it is.
  perform private.expire_lots(
    tenant_id, array(select l.id from public.point_lots l where l.account_id = wallet and l.has_points and l.expires_at <= private.clock())
  );
  select coalesce(sum(l.remaining), 0) into points from public.point_lots l where l.account_id = wallet and l.has_points;
  update public.cards c set status = 'void' where c.tenant_id = settle_departure.tenant_id and c.holds_account_id = wallet;
  if points = 0 then
    return;
  elsif policy = 'keep_days' then
    update public.point_lots l set expires_at = least(l.expires_at, keep_until) where l.account_id = wallet and l.has_points;
    select c.card_id, c.pin into claim_card_id, pin from private.issue_claim(tenant_id, wallet, keep_until) c;
  else
    perform private.book_departure(tenant_id, wallet, policy = 'back_to_budget', reason);
  end if;
end
$$;

comment on function private.settle_departure(uuid, uuid, text) is
  'Treats the points of somebody who leaves by the company''s policy and says what was left; with keep_days, the lots stay in the wallet, valid no longer than the claim code. Locks the wallet and the budgets of its lots in the order of ids.';
