create function private.invitation_key(tenant_code text, employee_no text) returns bytea
language sql stable set search_path = '' as $$
  select extensions.hmac(
    'invitation:' || lower(coalesce(tenant_code, '')) || ':' || lower(coalesce(employee_no, '')),
    private.secret('invite_code_pepper'), 'sha256'
  )
$$;

comment on function private.invitation_key(text, text) is
  'The key under which attempts at somebody''s invitation are counted, whether or not there is one.';
