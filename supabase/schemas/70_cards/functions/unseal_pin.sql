create function private.unseal_pin(sealed bytea) returns text
language sql stable set search_path = '' as $$
  select extensions.pgp_sym_decrypt(sealed, private.secret('card_export_key'))
$$;

comment on function private.unseal_pin(bytea) is 'The PIN that private.seal_pin() encrypted.';
