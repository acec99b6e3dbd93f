create function private.random_card_number(prefix text) returns text
language plpgsql volatile set search_path = '' as $$
declare
  -- 63 random bits leave no bias worth naming in 11 digits.
  random constant bigint := ('x' || encode(extensions.gen_random_bytes(8), 'hex'))::bit(64)::bigint & 9223372036854775807;
  digits constant text := prefix || lpad((random % 100000000000)::text, 11, '0');
begin
  return digits || private.damm_digit(digits);
end
$$;

comment on function private.random_card_number(text) is
  'A card number: the company''s prefix, 11 random digits and the check digit. Nothing about batch or serial can be read from it, and neighbours cannot be guessed. It may exist already: private.draw_card_numbers() looks.';
