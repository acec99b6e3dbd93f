create function private.available_units(sku_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return least(99, (select coalesce(sum(s.available), 0) from public.stock s where s.sku_id = available_units.sku_id))::integer;
end
$$;

comment on function private.available_units(uuid) is
  'Units in stock over all buckets, capped at 99: how much there is in truth is nobody''s business. 0 for a SKU without stock.';

grant execute on function private.available_units(uuid) to authenticated;
