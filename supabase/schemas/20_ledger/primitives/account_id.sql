create function private.account_id() returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(private.member_account_id(private.member_id()), private.card_account_id(private.card_id()));
end
$$;

comment on function private.account_id() is 'The ledger account of the calling member''s or card''s wallet, or null.';

grant execute on function private.account_id() to authenticated;
