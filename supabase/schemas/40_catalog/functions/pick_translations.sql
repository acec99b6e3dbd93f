create function private.pick_translations(translations jsonb, columns text[]) returns jsonb
language plpgsql immutable set search_path = '' as $$
begin
  return (
    select coalesce(
      jsonb_object_agg(
        locale, (select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(words) where key = any (columns))
      ),
      '{}'
    )
    from jsonb_each(translations) as locales (locale, words)
  );
end
$$;

comment on function private.pick_translations(jsonb, text[]) is
  'Translations of some columns only: lists need names, not descriptions in every language.';
