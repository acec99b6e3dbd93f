create function private.uuid_or_null(value text) returns uuid
language sql immutable parallel safe set search_path = '' as $$
  select case when value ~ '^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$' then value::uuid end
$$;

comment on function private.uuid_or_null(text) is 'The UUID that a request names, or null for a text that is none.';
