create function private.random_pin() returns text
language sql volatile set search_path = '' as $$
  select string_agg(
    substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (('x' || encode(r.bytes, 'hex'))::bit(40) >> (35 - 5 * place) & 31::bit(40))::bigint::int + 1, 1),
    '' order by place
  )
  from (select extensions.gen_random_bytes(5) as bytes offset 0) r, generate_series(0, 7) place
$$;

comment on function private.random_pin() is
  'A PIN: 40 random bits as 8 characters of Crockford''s base 32, which has no I, L, O and U.';
