create function private.product_search_text(name text, subtitle text, brand text, keywords text[], translations jsonb) returns text
language sql immutable parallel safe set search_path = '' as $$
  select private.fold_text(
    concat_ws(
      ' ', name, private.translated_text(translations, 'name'), brand, private.joined(keywords), private.translated_text(translations, 'keywords'),
      subtitle, private.translated_text(translations, 'subtitle')
    )
  )
$$;

comment on function private.product_search_text(text, text, text, text[], jsonb) is
  'Everything search looks through, folded: names and subtitles in all languages, brand, keywords.';

grant execute on function private.product_search_text(text, text, text, text[], jsonb) to service_role;
