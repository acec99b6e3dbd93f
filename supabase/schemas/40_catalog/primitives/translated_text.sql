create function private.translated_text(translations jsonb, column_name text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select coalesce(string_agg(words ->> column_name, ' ' order by locale), '')
  from jsonb_each(translations) as locales (locale, words)
$$;

comment on function private.translated_text(jsonb, text) is
  'What all languages of a translations object say for one column, joined by spaces: ''{"en": {"name": "Tea"}}'', ''name'' gives ''Tea''.';

grant execute on function private.translated_text(jsonb, text) to service_role;
