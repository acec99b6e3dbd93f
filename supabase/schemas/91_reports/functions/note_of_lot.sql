create function private.note_of_lot(account_id uuid, lot_id uuid, grant_id uuid, granted_at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select t.note
  from public.ledger_transactions t
  join public.ledger_transfers f on f.tenant_id = t.tenant_id and f.transaction_id = t.id
  where t.account_id = note_of_lot.account_id
    and t.seq >= private.first_entry_since(note_of_lot.account_id, note_of_lot.granted_at - interval '1 day')
    and t.kind = 'grant' and t.grant_id = note_of_lot.grant_id and f.lot_id = note_of_lot.lot_id
  order by t.seq
  limit 1
$$;

comment on function private.note_of_lot(uuid, uuid, uuid, timestamptz) is
  'What whoever granted wrote to the recipient of this lot, or null. A grant may have filled several lots of one wallet.';
