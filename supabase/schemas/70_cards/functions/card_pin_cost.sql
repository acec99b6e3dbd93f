create function private.card_pin_cost() returns int
language sql immutable parallel safe set search_path = '' as $$
  select 6
$$;

comment on function private.card_pin_cost() is
  'Cost of bcrypt for PINs. 6 is about 4 ms: with 2^40 PINs one core would need more than a century for one card, even with the pepper stolen; and 100,000 cards are issued in minutes.';
