create function private.lock_free_bucket(sku_id uuid, quantity integer) returns smallint
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_last constant smallint := (select max(s.bucket) from public.stock s where s.sku_id = lock_free_bucket.sku_id);
  v_start constant smallint := floor(random() * (v_last + 1));
  v_bucket smallint;
begin
  if v_last is null or v_last = 0 then
    return null;
  end if;
  begin
    -- From a random bucket on to the last, then from the first: each buyer looks at one or two of them.
    select s.bucket into v_bucket
    from public.stock s
    where s.sku_id = lock_free_bucket.sku_id and s.bucket >= v_start and s.available >= quantity
    order by s.bucket
    limit 1
    for no key update skip locked;
    if v_bucket is null then
      select s.bucket into v_bucket
      from public.stock s
      where s.sku_id = lock_free_bucket.sku_id and s.bucket < v_start and s.available >= quantity
      order by s.bucket
      limit 1
      for no key update skip locked;
    end if;
    if v_bucket is null then
      -- A bucket that was locked and then turned out too empty stays locked to the end of the block: leaving it by an error
      -- frees it, so that the look in bucket order which follows starts with nothing in hand and cannot deadlock.
      raise exception using errcode = 'no_data_found';
    end if;
  exception
    when no_data_found then
      v_bucket := null;
  end;
  if v_bucket is not null then
    return v_bucket;
  end if;

  -- More buyers than buckets: queue for one, with nothing in hand. Whoever collects from all lets everybody wait for one commit at a time.
  begin
    select s.bucket into v_bucket
    from public.stock s
    where s.sku_id = lock_free_bucket.sku_id and s.bucket = v_start and s.available >= quantity
    for no key update;
    if v_bucket is null then
      raise exception using errcode = 'no_data_found';
    end if;
  exception
    when no_data_found then
      return null;
  end;
  return v_bucket;
end
$$;

comment on function private.lock_free_bucket(uuid, integer) is
  'Locks a bucket that has these units: one that nobody holds, or else a random one after waiting for it. A flash sale so spreads over the buckets. Gives its number, or null when these have too few, or there is only one bucket.';
