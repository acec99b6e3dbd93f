create function private.request_hash(variadic parts text[]) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(convert_to(to_jsonb(parts)::text, 'UTF8'))
$$;

comment on function private.request_hash(text[]) is
  'SHA-256 of a request, for comparing what comes with a key that was used before. Parts: the function''s name and each argument as text.';
