create function private.buyer_id() returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(private.member_id(), private.card_id())
$$;

comment on function private.buyer_id() is
  'Who buys: the active member or the usable card that calls, or null.';

grant execute on function private.buyer_id() to authenticated;
