create function public.unfreeze_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('unfreeze', selection, reason, idempotency_key)
$$;

comment on function public.unfreeze_cards(jsonb, text, text) is
  'Makes frozen cards again what they were. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch.';

grant execute on function public.unfreeze_cards(jsonb, text, text) to authenticated, service_role;
