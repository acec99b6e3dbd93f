create function private.address_snapshot(tenant_id uuid, buyer_id uuid, address_id uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
  return (
    select jsonb_build_object(
      'recipient', a.recipient, 'phone', a.phone, 'province', a.province, 'city', a.city, 'district', a.district, 'street', a.street
    )
    from public.addresses a
    where a.tenant_id = address_snapshot.tenant_id and a.buyer_id = address_snapshot.buyer_id and a.id = address_snapshot.address_id
  );
end
$$;

comment on function private.address_snapshot(uuid, uuid, uuid) is
  'A copy of an address of the buyer''s own, as an order keeps it; null if there is none such.';
