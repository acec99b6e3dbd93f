create function private.take_from_free_bucket(sku_id uuid, quantity integer, order_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
begin
  if (select count(*) from public.stock s where s.sku_id = take_from_free_bucket.sku_id) < 2 then
    return false;
  end if;
  begin
    with free as (
      select s.bucket
      from public.stock s
      where s.sku_id = take_from_free_bucket.sku_id and s.available >= quantity
      order by random()
      limit 1
      for update skip locked
    ),
    taken as (
      update public.stock s
      set available = s.available - quantity
      from free f
      where s.sku_id = take_from_free_bucket.sku_id and s.bucket = f.bucket
      returning s.bucket
    )
    insert into public.stock_movements (sku_id, bucket, quantity, reason, order_id)
    select sku_id, t.bucket, -quantity, 'order', order_id from taken t;
    if not found then
      -- A bucket that was locked and then turned out too empty stays locked to the end of the block: leaving it by an error
      -- frees it, so that the look in bucket order which follows starts with nothing in hand and cannot deadlock.
      raise exception using errcode = 'no_data_found';
    end if;
  exception
    when no_data_found then
      return false;
  end;
  return true;
end
$$;

comment on function private.take_from_free_bucket(uuid, integer, uuid) is
  'Takes units from a random bucket that nobody holds and that has them all, without waiting: a flash sale spreads over the buckets. False when there is none such, or only one bucket.';
