create function private.mask_card_number(card_no text) returns text
language sql immutable parallel safe strict set search_path = '' as $$
  select '•••• •••• •••• ' || right(card_no, 4)
$$;

comment on function private.mask_card_number(text) is 'A card number of which only the last four digits are shown, as in shared/card-number.ts.';
