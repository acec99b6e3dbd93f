create function private.seal_day(tenant_ids uuid[], day date, is_first boolean) returns void
language sql volatile security definer set search_path = '' set work_mem = '64MB' as $$
  with
    numbered as (
      select l.*, (row_number() over (partition by l.tenant_id order by l.transaction_id) - 1) / 1024 as chunk_no
      from private.ledger_leaves(
        seal_day.tenant_ids,
        case when is_first then '-infinity' else seal_day.day::timestamp at time zone 'UTC' end,
        (seal_day.day + 1)::timestamp at time zone 'UTC'
      ) l
    ),
    chunks as materialized (
      select n.tenant_id, n.chunk_no::integer as chunk_no, count(*) as transactions, sum(n.transfers) as transfers,
        string_agg(uuid_send(n.transaction_id) || n.leaf, '' order by n.transaction_id) as leaves
      from numbered n
      group by n.tenant_id, n.chunk_no
    ),
    days as (
      select u.tenant_id, coalesce(sum(c.transactions), 0)::bigint as transactions, coalesce(sum(c.transfers), 0)::bigint as transfers,
        string_agg(sha256(c.leaves), '' order by c.chunk_no) as chunk_hashes, (
          select s.root from public.ledger_seals s where s.tenant_id = u.tenant_id and s.day = seal_day.day - 1
        ) as previous_root
      from unnest(seal_day.tenant_ids) u (tenant_id)
      left join chunks c on c.tenant_id = u.tenant_id
      group by u.tenant_id
    ),
    sealed as (
      insert into public.ledger_seals (tenant_id, day, transactions, transfers, root, previous_root)
      select d.tenant_id, seal_day.day, d.transactions, d.transfers,
        private.seal_root(d.tenant_id, seal_day.day, d.transactions, d.transfers, d.previous_root, d.chunk_hashes), d.previous_root
      from days d
    )
  insert into private.ledger_seal_leaves (tenant_id, day, chunk_no, leaves)
  select c.tenant_id, seal_day.day, c.chunk_no, c.leaves from chunks c
$$;

comment on function private.seal_day(uuid[], date, boolean) is
  'Seals a day (UTC) of these tenants, whose day before is sealed; or as their first, with everything earlier. One pass over the day''s rows for all tenants. For seal_ledger().';
