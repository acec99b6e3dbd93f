create function private.purchased_units(tenant_id uuid, buyer_id uuid, offer_id uuid) returns integer
language plpgsql stable security definer set search_path = '' as $$
begin
  return coalesce(
    (
      select c.units
      from public.purchase_counters c
      where c.tenant_id = purchased_units.tenant_id and c.buyer_id = purchased_units.buyer_id and c.offer_id = purchased_units.offer_id
    ),
    0
  );
end
$$;

comment on function private.purchased_units(uuid, uuid, uuid) is
  'Units a buyer has taken of an offer with a limit per buyer, cancelled orders given back.';
