create function private.is_translations(value jsonb) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select jsonb_typeof(value) = 'object' and not jsonb_path_exists(value, '$.* ? (@.type() != "object")')
$$;

comment on function private.is_translations(jsonb) is
  'Whether a value has the shape of translations: {"<locale>": {"<column>": …}}.';

grant execute on function private.is_translations(jsonb) to service_role;
