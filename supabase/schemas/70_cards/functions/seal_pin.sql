create function private.seal_pin(pin text) returns bytea
language sql volatile set search_path = '' as $$
  -- The key is 256 random bits, not a word that somebody thought of: to stretch it (s2k mode 3) would cost much and win nothing.
  select extensions.pgp_sym_encrypt(pin, private.secret('card_export_key'), 'cipher-algo=aes256, s2k-mode=1')
$$;

comment on function private.seal_pin(text) is 'A PIN encrypted with the secret card_export_key, for the time until its list leaves.';
