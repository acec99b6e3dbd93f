create function private.is_transaction_kind(kind text) returns boolean
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  return kind in (
    'deposit', 'allocation', 'take_back', 'grant', 'spend', 'refund', 'expiry', 'expiry_undo', 'revocation', 'settlement', 'departure',
    'pack_grant', 'pack_redemption', 'pack_return', 'card_void'
  );
end
$$;

comment on function private.is_transaction_kind(text) is
  'Whether the ledger has transactions of this kind. A function, because Postgres prepares the text of a check anew for every statement.';
