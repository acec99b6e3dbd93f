create function private.seal_root(
  tenant_id uuid, day date, transactions bigint, transfers bigint, previous_root bytea, chunk_hashes bytea
) returns bytea
language sql immutable parallel safe set search_path = '' as $$
  select sha256(
    convert_to(concat_ws('/', 'fudian seal', 1, tenant_id, day - date '2000-01-01', transactions, transfers), 'UTF8')
    || sha256(coalesce(previous_root, '')) || sha256(coalesce(chunk_hashes, ''))
  )
$$;

comment on function private.seal_root(uuid, date, bigint, bigint, bytea, bytea) is
  'The root of a day: SHA-256 of company, day, counts, the root of the day before and the hashes of the rows of private.ledger_seal_leaves, in their order.';
