create function private.member_account_id(member_id uuid) returns uuid
language plpgsql stable security definer set search_path = '' as $$
begin
  -- plpgsql, because it keeps its plan.
  return (
    select a.id
    from public.ledger_accounts a
    where a.owner_id = member_account_id.member_id and a.kind = 'wallet' and a.owner_kind = 'member'
  );
end
$$;

comment on function private.member_account_id(uuid) is 'The ledger account of a member''s wallet, or null.';
