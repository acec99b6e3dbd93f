create function private.member_account_id(member_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select a.id
  from public.ledger_accounts a
  where a.owner_id = member_account_id.member_id and a.kind = 'wallet' and a.owner_kind = 'member'
$$;

comment on function private.member_account_id(uuid) is 'The ledger account of a member''s wallet, or null.';
