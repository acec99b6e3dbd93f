create function public.activate_cards(selection jsonb, reason text, idempotency_key text) returns jsonb
language sql volatile security definer set search_path = '' as $$
  select private.change_cards('activate', selection, reason, idempotency_key)
$$;

comment on function public.activate_cards(jsonb, text, text) is
  'Activates cards that were made inactive: usable from now on; their days of validity begin, and where the batch is funded at activation the budget pays now, for all or none. selection: {card_ids} | {batch_id} | {batch_id, from_serial, to_serial}, at most 10,000 cards; reason 1 to 200 characters. Gives {cards, skipped: [{card_id, serial, code}]}. For HR managers and the platform. Errors: not_permitted, card_batch_not_found, invalid_request {field, problem}, idempotency_mismatch, programme_closed, insufficient_budget {needed, available}.';

grant execute on function public.activate_cards(jsonb, text, text) to authenticated, service_role;
