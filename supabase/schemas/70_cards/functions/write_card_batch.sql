create function private.write_card_batch(tenant_id uuid, saved public.card_batches, changes jsonb) returns public.card_batches
language plpgsql volatile security definer set search_path = '' as $$
declare
  defaults constant jsonb := jsonb_build_object(
    'kind', 'points', 'issuer', 'tenant', 'translations', '{}'::jsonb, 'look', '{}'::jsonb, 'valid_from', private.clock(),
    'funded_at', 'issue', 'needs_activation', false, 'includes_company_offers', false, 'for_departures', false, 'status', 'active'
  );
  is_new constant boolean := saved.id is null;
  rule text;
  field text;
begin
  saved := jsonb_populate_record(saved, case when is_new then defaults || changes else changes end);
  if saved.kind = 'stored_value' then
    saved.face_value := private.points_worth(write_card_batch.tenant_id, saved.face_minor);
  end if;
  perform private.require_open_programme(write_card_batch.tenant_id, saved.programme_id);
  insert into public.card_batches as b (
    tenant_id, id, programme_id, kind, issuer, title, translations, face_value, face_minor, valid_from, valid_until, valid_days, funded_at,
    needs_activation, look, includes_company_offers
  )
  values (
    write_card_batch.tenant_id, coalesce(saved.id, private.new_id()), saved.programme_id, saved.kind, saved.issuer, btrim(saved.title),
    saved.translations, saved.face_value, saved.face_minor, saved.valid_from, saved.valid_until, saved.valid_days, saved.funded_at,
    saved.needs_activation, saved.look, saved.includes_company_offers
  )
  on conflict on constraint card_batches_pkey do update
  set programme_id = excluded.programme_id, kind = excluded.kind, issuer = excluded.issuer, title = excluded.title,
    translations = excluded.translations, face_value = excluded.face_value, face_minor = excluded.face_minor,
    valid_from = excluded.valid_from, valid_until = excluded.valid_until, valid_days = excluded.valid_days, funded_at = excluded.funded_at,
    needs_activation = excluded.needs_activation, look = excluded.look, includes_company_offers = excluded.includes_company_offers
  returning b.* into saved;
  insert into public.card_events (tenant_id, batch_id, kind)
  values (saved.tenant_id, saved.id, case when is_new then 'batch_created' else 'batch_changed' end);
  return saved;
exception
  when check_violation or not_null_violation then
    get stacked diagnostics rule = constraint_name, field = column_name;
    perform private.fail('invalid_request', 400, jsonb_build_object('field', coalesce(nullif(field, ''), 'batch'), 'problem', coalesce(nullif(rule, ''), 'missing')));
  when data_exception then
    perform private.fail('invalid_request', 400, '{"field": "batch", "problem": "value"}');
end
$$;

comment on function private.write_card_batch(uuid, public.card_batches, jsonb) is
  'Writes a batch: a new one, or the saved row with some fields changed. Gives the row. The rules are those of the table. Errors: programme_not_found, programme_closed, invalid_request {field, problem}.';
