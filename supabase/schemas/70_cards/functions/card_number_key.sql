create function private.card_number_key(card_no text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac('card:' || card_no, private.secret('card_pin_pepper'), 'sha256')
$$;

comment on function private.card_number_key(text) is
  'The key under which attempts at a card number are counted, whether or not there is such a card.';
