create function private.take_serials(tenant_id uuid, batch_id uuid, count int) returns int
language sql volatile security definer set search_path = '' as $$
  update public.card_batches b set last_serial = b.last_serial + take_serials.count
  where b.tenant_id = take_serials.tenant_id and b.id = take_serials.batch_id
  returning b.last_serial - take_serials.count + 1
$$;

comment on function private.take_serials(uuid, uuid, int) is
  'Takes so many serials of a batch and gives the first. Locks the batch to the end of the transaction; comes before cards and accounts.';
