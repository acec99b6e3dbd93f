create function private.whole_amount(value jsonb) returns bigint
language plpgsql immutable parallel safe set search_path = '' as $$
begin
  -- A case, because Postgres may run conditions joined by "and" in any order, and the cast of 1e400000 or of text fails.
  return case
    when value is null or jsonb_typeof(value) <> 'number' or value::text !~ '^[1-9][0-9]{0,12}$' then null
    when value::text::bigint > 1000000000000 then null
    else value::text::bigint
  end;
end
$$;

comment on function private.whole_amount(jsonb) is
  'An amount of points out of a request: the whole number from 1 to 10^12, or null for whatever is none (text, fractions, zero, negative, too large). 1e3 is the number 1000 to jsonb and is taken as such.';
