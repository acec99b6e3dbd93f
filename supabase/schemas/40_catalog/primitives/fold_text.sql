create function private.fold_text(input text) returns text
language sql immutable parallel safe set search_path = '' as $$
  select btrim(regexp_replace(lower(normalize(coalesce(input, ''), nfkc)), '[^[:alnum:]]+', ' ', 'g'))
$$;

comment on function private.fold_text(text) is
  'A text as search sees it: compatibility forms and full width folded, lower case, everything but letters and digits a single space. Takes any text or null, gives '''' for null. Immutable: generated columns and queries must fold alike.';

grant execute on function private.fold_text(text) to service_role;
