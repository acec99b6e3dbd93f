create function private.pack_address(tenant_id uuid, buyer_id uuid, address_id uuid, choices private.pack_choice[]) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
  v_address jsonb;
begin
  if address_id is not null then
    v_address := private.address_snapshot(tenant_id, buyer_id, address_id);
    if v_address is null then
      perform private.fail('address_not_found', 404);
    end if;
  elsif exists (
    select
    from unnest(choices) c
    join public.skus s on s.id = c.delivered_sku_id
    join public.products p on p.id = s.product_id
    where p.kind in ('physical', 'gift_pack')
  ) then
    perform private.fail('address_required', 400);
  end if;
  return v_address;
end
$$;

comment on function private.pack_address(uuid, uuid, uuid, private.pack_choice[]) is
  'A copy of the address to which the choices go; null where nothing is shipped and none was named. Errors: address_not_found, address_required.';
