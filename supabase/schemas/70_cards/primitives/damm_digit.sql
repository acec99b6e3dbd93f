create function private.damm_digit(digits text) returns text
language plpgsql immutable parallel safe strict set search_path = '' as $$
declare
  -- The quasigroup of order 10 from H. Michael Damm's dissertation (2004), row by row; shared/card-number.ts holds the same.
  quasigroup constant text := '0317598642709215486342068713591750983426612304597836742095815869720134894536201794386172052581436790';
  interim int := 0;
begin
  for place in 1 .. length(digits) loop
    interim := substr(quasigroup, interim * 10 + substr(digits, place, 1)::int + 1, 1)::int;
  end loop;
  return interim::text;
end
$$;

comment on function private.damm_digit(text) is
  'The check digit that belongs behind a row of digits; 0 for a row that ends in its own. It finds every single wrong digit and every swap of neighbours.';
