create function public.create_card_batch(
  tenant_id uuid, programme_id uuid, title text, face_value bigint, valid_from timestamptz, valid_until timestamptz,
  translations jsonb default '{}', look jsonb default '{}'
) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  made public.card_batches;
begin
  perform private.require_open_programme(tenant_id, programme_id);
  insert into public.card_batches (tenant_id, programme_id, title, face_value, valid_from, valid_until, translations, look)
  values (tenant_id, programme_id, title, face_value, valid_from, valid_until, translations, look)
  returning * into made;
  insert into public.card_events (tenant_id, batch_id, kind) values (made.tenant_id, made.id, 'batch_created');
  return jsonb_build_object('batch_id', made.id, 'status', made.status);
exception
  when check_violation or not_null_violation then
    perform private.fail('invalid_request', 400, jsonb_build_object('problem', sqlerrm));
end
$$;

comment on function public.create_card_batch(uuid, uuid, text, bigint, timestamptz, timestamptz, jsonb, jsonb) is
  'Makes a batch of points cards, as save_card_batch() does in general, for seeds: title (Simplified Chinese) and translations ({"en": {"title"}}), points per card, validity, look. Nothing is funded before issue_cards(). Only service_role. Gives {batch_id, status}. Errors: programme_not_found, programme_closed, invalid_request {problem}.';

grant execute on function public.create_card_batch(uuid, uuid, text, bigint, timestamptz, timestamptz, jsonb, jsonb) to service_role;
