create function private.refuse_spend(account_id uuid, lines private.spend_line[], needed bigint, available bigint) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  expired bigint;
begin
  select coalesce(sum(l.remaining), 0) into expired
  from public.point_lots l
  where l.account_id = refuse_spend.account_id and l.has_points and l.expires_at <= private.clock()
    and exists (
      select from unnest(lines) w where private.lot_may_pay(l.scope, l.scope_ids, w.product_id, w.category_ids)
    );
  if expired > 0 and available + expired >= needed then
    perform private.fail(
      'points_expired', 402, jsonb_build_object('needed', needed, 'available', available, 'expired', expired)
    );
  end if;
  perform private.fail('insufficient_points', 402, jsonb_build_object('needed', needed, 'available', available));
end
$$;

comment on function private.refuse_spend(uuid, private.spend_line[], bigint, bigint) is
  'Says why the wallet cannot pay for the lines, of which it could pay "available". Points that have expired but are not booked out yet count as the reason where they would have sufficed. Errors: points_expired, insufficient_points.';
