create function private.broken_seal(seal public.ledger_seals, known_root bytea)
returns table (problem text, transaction_id uuid, details jsonb)
language sql stable security definer set search_path = '' as $$
  select v.problem, null::uuid, v.details || jsonb_build_object('day', seal.day, 'root', encode(seal.root, 'hex'))
  from (
    select
      (
        select s.root from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day < seal.day order by s.day desc limit 1
      ) as root_before,
      (
        select s.previous_root from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day > seal.day order by s.day limit 1
      ) as root_in_next,
      exists (select from public.ledger_seals s where s.tenant_id = seal.tenant_id and s.day > seal.day) as has_next,
      (
        select string_agg(sha256(c.leaves), '' order by c.chunk_no)
        from private.ledger_seal_leaves c
        where c.tenant_id = seal.tenant_id and c.day = seal.day
      ) as chunk_hashes
  ) k
  cross join lateral (
    values
      (
        'seal_altered', '{}'::jsonb,
        seal.root <> private.seal_root(seal.tenant_id, seal.day, seal.transactions, seal.transfers, seal.previous_root, k.chunk_hashes)
      ),
      ('chain_broken', '{"neighbour": "before"}', seal.previous_root is distinct from k.root_before),
      ('chain_broken', '{"neighbour": "after"}', k.has_next and k.root_in_next is distinct from seal.root),
      ('root_differs', jsonb_build_object('known_root', encode(known_root, 'hex')), seal.root <> known_root)
  ) v (problem, details, is_broken)
  where v.is_broken
$$;

comment on function private.broken_seal(public.ledger_seals, bytea) is
  'Part of verify_seal(): whether a seal is what its fingerprints make, fits to its neighbours and is the root that the company kept.';
