create function private.card_account_id(card_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select a.id
  from public.ledger_accounts a
  where a.owner_id = card_account_id.card_id and a.kind = 'wallet' and a.owner_kind = 'card'
$$;

comment on function private.card_account_id(uuid) is
  'The ledger account of a card''s wallet, or null. Opened by private.open_accounts(tenant_id, ''card'', card_ids, ''wallet'').';
