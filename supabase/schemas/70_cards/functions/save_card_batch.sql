create function public.save_card_batch(batch jsonb) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  caller constant record := private.require_hr_or_platform();
  company constant uuid := coalesce(caller.tenant_id, private.uuid_or_null(batch ->> 'tenant_id'));
  fields constant text[] := '{id,tenant_id,programme_id,kind,issuer,title,translations,face_value,face_minor,valid_from,valid_until,valid_days,funded_at,needs_activation,look,includes_company_offers}';
  saved public.card_batches;
begin
  if jsonb_typeof(batch) is distinct from 'object' or exists (select from jsonb_object_keys(batch) k where k <> all (fields)) then
    perform private.fail('invalid_request', 400, '{"field": "batch", "problem": "unknown_field"}');
  elsif caller.tenant_id is not null and (batch ? 'tenant_id' or coalesce(batch ->> 'issuer', 'tenant') <> 'tenant') then
    perform private.fail('not_permitted', 403);
  elsif not exists (select from public.tenants t where t.id = company) then
    perform private.fail('company_not_found', 404);
  end if;
  if batch ->> 'id' is not null then
    saved := private.held_card_batch(company, private.uuid_or_null(batch ->> 'id'));
    -- What cards were made by stays what it was: they promise it.
    if saved.last_serial > 0 and batch ?| '{programme_id,kind,issuer,face_value,face_minor,valid_from,valid_until,valid_days,funded_at,needs_activation}'::text[] then
      perform private.fail('card_batch_issued', 409);
    end if;
  end if;
  saved := private.write_card_batch(company, saved, batch - '{id,tenant_id}'::text[]);
  return to_jsonb(saved) - '{last_serial,for_departures}'::text[];
end
$$;

comment on function public.save_card_batch(jsonb) is
  'Adds a batch of cards, or changes the given fields of the one with the id: {id, programme_id, kind: points | stored_value, title, translations, face_value (points, for kind points), face_minor (minor units of the company''s currency, for stored_value; face_value follows from the rate and must be whole), valid_from, valid_until, valid_days, funded_at: issue | activation, needs_activation, look, includes_company_offers}; see the table. Once it has cards, only title, translations, look and includes_company_offers change. For HR managers, and the platform, which names tenant_id and may set issuer: platform. Gives the row. Errors: not_permitted, company_not_found, card_batch_not_found, card_batch_issued, programme_not_found, programme_closed, invalid_request {field, problem: the rule that is broken}.';

grant execute on function public.save_card_batch(jsonb) to authenticated, service_role;
