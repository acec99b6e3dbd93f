create function private.whole_amount(value jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  -- One condition inside another: Postgres may run those joined by "and" in any order, and the cast of 1e400000 or of text fails.
  if jsonb_typeof(value) = 'number' then
    if value::text ~ '^[1-9][0-9]{0,12}$' then
      if value::text::bigint <= 1000000000000 then
        return value::text::bigint;
      end if;
    end if;
  end if;
  return null;
end
$$;

comment on function private.whole_amount(jsonb) is
  'An amount of points out of a request: the whole number from 1 to 10^12, or null for whatever is none (text, fractions, zero, negative, too large). 1e3 is the number 1000 to jsonb and is taken as such.';
