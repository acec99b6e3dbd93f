create function public.extend_cards(selection jsonb, valid_until timestamptz, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('extend', selection, reason, idempotency_key, valid_until)
$$;

comment on function public.extend_cards(jsonb, timestamptz, text, text) is
  'Makes cards, and the points on them that have not expired, valid to a later moment; never shorter. An expired card is usable again. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.extend_cards(jsonb, timestamptz, text, text) to authenticated, service_role;
