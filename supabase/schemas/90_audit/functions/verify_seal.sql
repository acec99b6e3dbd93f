create function public.verify_seal(tenant_id uuid, day date, known_root bytea default null)
returns table (problem text, transaction_id uuid, details jsonb)
language plpgsql stable security definer set search_path = '' set work_mem = '64MB' as $$
declare
  seal public.ledger_seals;
begin
  select s.* into seal from public.ledger_seals s where s.tenant_id = verify_seal.tenant_id and s.day = verify_seal.day;
  if seal.root is null then
    return query select 'not_sealed', null::uuid, jsonb_build_object('day', verify_seal.day);
    return;
  end if;
  return query select * from private.broken_seal(seal, known_root);
  return query
  with
    kept as (
      select encode(substring(c.leaves from n * 48 + 1 for 16), 'hex')::uuid as id, substring(c.leaves from n * 48 + 17 for 32) as leaf
      from private.ledger_seal_leaves c
      cross join lateral generate_series(0, length(c.leaves) / 48 - 1) n
      where c.tenant_id = verify_seal.tenant_id and c.day = verify_seal.day
    ),
    present as (
      select l.transaction_id as id, l.leaf
      from private.ledger_leaves(
        array[verify_seal.tenant_id],
        case when seal.previous_root is null then '-infinity' else verify_seal.day::timestamp at time zone 'UTC' end,
        (verify_seal.day + 1)::timestamp at time zone 'UTC'
      ) l
    )
  select case when k.id is null then 'inserted' when p.id is null then 'deleted' else 'edited' end, coalesce(k.id, p.id),
    jsonb_build_object('kind', t.kind, 'amount', t.amount, 'account_id', t.account_id, 'created_at', t.created_at)
  from kept k
  full join present p on p.id = k.id
  left join public.ledger_transactions t on t.tenant_id = verify_seal.tenant_id and t.id = coalesce(k.id, p.id)
  where k.leaf is distinct from p.leaf
  order by coalesce(k.id, p.id);
end
$$;

comment on function public.verify_seal(uuid, date, bytea) is
  'Whether a sealed day (UTC) still is what was sealed. Takes the company, the day, and the root that the company kept, if it did. Gives a row per problem: edited, inserted or deleted (with the transaction; a transfer, a lot or a grant that was touched shows in its transaction), seal_altered (the seal is not what its fingerprints make), chain_broken (a neighbouring seal was replaced), root_differs (not the root that the company kept), not_sealed. No rows: intact. For the platform (service_role).';

grant execute on function public.verify_seal(uuid, date, bytea) to service_role;
