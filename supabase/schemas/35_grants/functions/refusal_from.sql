create function private.refusal_from(message text) returns jsonb
language sql immutable set search_path = '' as $$
  select jsonb_build_object('code', m ->> 'code', 'details', (m ->> 'details')::jsonb) from cast(message as jsonb) m
$$;

comment on function private.refusal_from(text) is
  'What private.fail() raised, out of the message of the exception: {code, details}. For previews, which tell a refusal instead of raising it.';
