create function public.save_address(address jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_variable
declare
  v_buyer constant record := private.require_buyer();
  v_new constant jsonb := private.read_address(address);
  v_id uuid := private.read_uuid(address, 'id');
  v_others bigint;
begin
  -- One change of an address book at a time: the number of entries and the one default are counted below.
  perform pg_advisory_xact_lock(hashtextextended('addresses ' || v_buyer.buyer_id, 0));
  select count(*) filter (where a.id is distinct from v_id) into v_others
  from public.addresses a
  where a.tenant_id = v_buyer.tenant_id and a.buyer_id = v_buyer.buyer_id;

  if v_id is not null and private.address_snapshot(v_buyer.tenant_id, v_buyer.buyer_id, v_id) is null then
    perform private.fail('address_not_found', 404);
  elsif v_others >= 30 then
    perform private.fail('invalid_request', 400, '{"field": "address", "problem": "more_than_30"}');
  end if;

  v_id := coalesce(v_id, private.new_id());
  insert into public.addresses as a (tenant_id, id, member_id, card_id, recipient, phone, province, city, district, street)
  values (
    v_buyer.tenant_id, v_id, v_buyer.member_id, v_buyer.card_id, v_new ->> 'recipient', v_new ->> 'phone', v_new ->> 'province',
    v_new ->> 'city', v_new ->> 'district', v_new ->> 'street'
  )
  on conflict on constraint addresses_pkey do update
  set recipient = excluded.recipient, phone = excluded.phone, province = excluded.province, city = excluded.city,
    district = excluded.district, street = excluded.street, updated_at = private.clock();
  perform private.settle_default_address(v_buyer.tenant_id, v_buyer.buyer_id, v_id, (address ->> 'is_default')::boolean);
  return (select private.address_row(a) from public.addresses a where a.tenant_id = v_buyer.tenant_id and a.id = v_id);
end
$$;

comment on function public.save_address(jsonb) is
  'Adds an address to the caller''s book, or changes the one with the given id: {id, recipient, phone, province, city, district, street, is_default}. Gives the row. The first one becomes the default; at most 30. Members and guests. Errors: invalid_request {field, problem}, address_not_found, and those of private.require_buyer.';

grant execute on function public.save_address(jsonb) to authenticated;
