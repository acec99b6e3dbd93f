create function private.pin_digest(pin text) returns text
language sql stable set search_path = '' as $$
  select encode(extensions.hmac('pin:' || pin, private.secret('card_pin_pepper'), 'sha256'), 'base64')
$$;

comment on function private.pin_digest(text) is
  'What is put through bcrypt: HMAC-SHA-256 of the PIN with the pepper, 44 characters (bcrypt reads 72). Without the pepper the hashes are useless.';
