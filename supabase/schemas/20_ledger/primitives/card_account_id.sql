create function private.card_account_id(card_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select a.id
      from public.ledger_accounts a
      where a.owner_id = card_account_id.card_id and a.kind = 'wallet' and a.owner_kind = 'card'
    ),
    (select c.holds_account_id from public.cards c where c.id = card_account_id.card_id)
  )
$$;

comment on function private.card_account_id(uuid) is
  'The ledger account of a card''s wallet, or null: its own, or the one it opens as the claim code of somebody who has left. Opened by private.open_accounts(tenant_id, ''card'', card_ids, ''wallet'').';
