create function private.whole_amount(value jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  amount numeric;
begin
  -- One condition after another: Postgres may run those joined by "and" in any order, and the cast of a text fails.
  if jsonb_typeof(value) = 'number' then
    amount := value::numeric;
    if amount between 1 and 1000000000000 and scale(amount) = 0 then
      return amount;
    end if;
  end if;
  return null;
end
$$;

comment on function private.whole_amount(jsonb) is
  'An amount of points out of a request: the whole number from 1 to 10^12, or null for whatever is none (text, fractions, zero, negative, too large). 1e3 is the number 1000 to jsonb and is taken as such.';
