create function private.text_grams(folded text) returns text[]
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(array_agg(distinct gram order by gram), '{}')
  from generate_series(1, length(folded)) as place,
    lateral (values (substr(folded, place, 1)), (substr(folded, place, 2))) as grams (gram)
  where position(' ' in gram) = 0
$$;

comment on function private.text_grams(text) is
  'The 1- and 2-grams of a folded text, sorted and without repetition; a space takes part in none. Trigrams can''t find two Chinese characters, and two characters are what people type.';

grant execute on function private.text_grams(text) to service_role;
