create function private.refund_state(holder_left boolean, card_void boolean, lot_expired boolean, programme_closed boolean) returns text
language sql immutable parallel safe set search_path = '' as $$
  select case
    when holder_left then 'holder_left'
    when card_void then 'card_void'
    when lot_expired then 'lot_expired'
    when programme_closed then 'programme_closed'
  end
$$;

comment on function private.refund_state(boolean, boolean, boolean, boolean) is
  'Which state decides about a refund when several hold: who can''t spend any more comes before what can''t be spent. Null: the points simply go back to their lot.';
