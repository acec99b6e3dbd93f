create function private.grants_of_batch(tenant_id uuid, batch_id uuid) returns uuid[]
language sql stable security definer set search_path = '' as $$
  select array_agg(g.id)
  from public.grants named
  join public.grants g on g.tenant_id = named.tenant_id and (g.id = named.id or g.import_id = named.import_id)
  where named.tenant_id = grants_of_batch.tenant_id
    and named.id = coalesce(
      (
        select i.id from public.grants i
        where i.tenant_id = grants_of_batch.tenant_id and i.import_id = grants_of_batch.batch_id
        limit 1
      ),
      grants_of_batch.batch_id
    )
$$;

comment on function private.grants_of_batch(uuid, uuid) is
  'The grants that make up a batch: a grant alone, or all grants of an import, also when one of them is named. An import runs in parts of any size; whoever could ask for a part and for the whole would learn about the difference, however few people that is. Null for what does not exist.';
