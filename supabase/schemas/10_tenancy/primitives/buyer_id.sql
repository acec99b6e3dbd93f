create function private.buyer_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(private.member_id(), private.card_id());
end
$$;

comment on function private.buyer_id() is
  'Who buys: the active member or the usable card that calls, or null.';

grant execute on function private.buyer_id() to authenticated;
