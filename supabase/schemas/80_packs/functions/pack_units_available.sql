create function private.pack_units_available(sku_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return case when exists (
    select
    from public.skus s
    join public.products p on p.id = s.product_id
    where s.id = pack_units_available.sku_id and s.status = 'active' and p.status = 'active'
  ) then private.available_units(sku_id) else 0 end;
end
$$;

comment on function private.pack_units_available(uuid) is
  'Units in stock, capped at 99; 0 for what was withdrawn, which packs bring as little as the mall.';
