create function private.random_card_number() returns text
language plpgsql volatile set search_path = '' as $$
declare
  -- 63 random bits leave no bias worth naming in 15 digits. A first digit of 1 to 9, or spreadsheets would drop it.
  random bigint := ('x' || encode(extensions.gen_random_bytes(8), 'hex'))::bit(64)::bigint & 9223372036854775807;
  digits text := (100000000000000 + random % 900000000000000)::text;
begin
  return digits || private.damm_digit(digits);
end
$$;

comment on function private.random_card_number() is
  'A card number: 15 random digits and their check digit. Nothing about the batch or the company can be read from it, and neighbours cannot be guessed.';
