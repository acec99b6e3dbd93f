create function private.departure_batch_id(tenant_id uuid) returns uuid
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch_id uuid;
begin
  insert into public.card_batches (
    tenant_id, title, translations, valid_from, valid_until, for_departures, includes_company_offers
  )
  values (
    departure_batch_id.tenant_id, '离职积分',
    '{"en": {"title": "Points after leaving"}, "zh-Hant": {"title": "離職積分"}, "ru": {"title": "Баллы после увольнения"}}',
    private.clock(), timestamptz '9999-12-31 00:00:00+00', true, true
  )
  on conflict do nothing
  returning id into batch_id;
  if batch_id is not null then
    insert into public.card_events (tenant_id, batch_id, kind) values (departure_batch_id.tenant_id, batch_id, 'batch_created');
    return batch_id;
  end if;
  return (
    select b.id from public.card_batches b where b.tenant_id = departure_batch_id.tenant_id and b.for_departures
  );
end
$$;

comment on function private.departure_batch_id(uuid) is
  'The batch of a company''s claim codes, made when the first is needed. It has no programme and no face value, because its cards open wallets that exist.';
