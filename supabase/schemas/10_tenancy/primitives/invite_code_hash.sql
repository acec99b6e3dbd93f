create function private.invite_code_hash(invite_code text) returns text
language sql stable set search_path = '' as $$
  select encode(extensions.hmac(upper(regexp_replace(invite_code, '[\s-]', '', 'g')), private.secret('invite_code_pepper'), 'sha256'), 'hex')
$$;

comment on function private.invite_code_hash(text) is
  'How an invitation code is kept: HMAC-SHA-256 with a pepper that lies elsewhere. Case, spaces and hyphens of the code do not matter. A plain HMAC suffices because codes are random, 50 bits, short-lived and limited in attempts.';
