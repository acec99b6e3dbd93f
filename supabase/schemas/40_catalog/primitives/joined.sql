create function private.joined(words text[]) returns text
language sql immutable parallel safe set search_path = '' as $$
  select array_to_string(words, ' ')
$$;

comment on function private.joined(text[]) is
  'Words with spaces between them. Exists because array_to_string is only stable (it serves any type), and generated columns need immutable.';

grant execute on function private.joined(text[]) to service_role;
