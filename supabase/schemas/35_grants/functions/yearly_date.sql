create function private.yearly_date(first_date date, year integer, leap_day text) returns date
language sql immutable parallel safe set search_path = '' as $$
  select case
    when to_char(first_date, 'MMDD') <> '0229' or (year % 4 = 0 and (year % 100 <> 0 or year % 400 = 0))
    then make_date(year, extract(month from first_date)::integer, extract(day from first_date)::integer)
    when leap_day = 'mar1' then make_date(year, 3, 1)
    else make_date(year, 2, 28)
  end
$$;

comment on function private.yearly_date(date, integer, text) is
  'When a birthday or anniversary is kept in a year: 29 February on 28 February (feb28) or 1 March (mar1) of years without one.';
