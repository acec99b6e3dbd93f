create function private.is_one_line(value text) returns boolean
language sql immutable parallel safe set search_path = '' as $$
  select value !~ '[\u0001-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]'
$$;

comment on function private.is_one_line(text) is
  'Whether a text has neither control characters nor the invisible ones that turn the direction of a text round, which make a remark look like another. Null for null.';
