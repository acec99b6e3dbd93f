create function public.authenticate_card(card_no text, pin text, source text) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  number_key constant bytea := private.card_number_key(coalesce(card_no, ''));
  origin constant bytea := private.source_key(source);
  pair constant bytea := extensions.digest(number_key || origin, 'sha256');
  card public.cards;
  known boolean;
  wait interval;
  problem text;
begin
  select * into card from public.cards c where c.number = card_no;
  known := exists (
    select from private.card_sources s
    where s.tenant_id = card.tenant_id and s.card_id = card.id and s.source_key = origin
      and s.last_success_at > private.clock() - limits.known_for
  );
  if known then
    wait := private.take_attempt('known_source', pair, limits.known_source_attempts, limits.known_source_delay);
  else
    wait := private.admit_stranger(number_key, origin, card.batch_id);
  end if;
  if wait is not null then
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'too_many_attempts', 'retry_after', ceil(extract(epoch from wait)));
  end if;
  if not private.pin_is_right(card.id, coalesce(pin, '')) then
    perform private.count_guess(card.batch_id, 1);
    perform private.forget_old_attempts();
    return jsonb_build_object('outcome', 'card_credentials_invalid');
  end if;
  if known then
    perform private.give_attempt_back('known_source', pair, limits.known_source_attempts);
  else
    perform private.give_attempt_back('card', number_key, limits.card_attempts);
    perform private.give_attempt_back('source', origin, limits.source_attempts);
  end if;
  problem := private.card_problem(card.id);
  if problem is not null then
    return jsonb_build_object('outcome', problem);
  end if;
  perform private.welcome_card(card, origin);
  return jsonb_build_object('outcome', 'signed_in', 'card_id', card.id, 'user_id', card.user_id);
end
$$;

comment on function public.authenticate_card(text, text, text) is
  'Checks number and PIN of a card (both as shared/card-number.ts normalises them) for an attempt from a source address. Only service_role: the edge function auth. Raises nothing, because a refusal must leave its trace: {outcome: signed_in, card_id, user_id (null before the first session)}, {outcome: card_credentials_invalid} for an unknown card and a wrong PIN alike, {outcome: too_many_attempts, retry_after (seconds)}; and only after the right PIN {outcome: card_frozen | card_expired | card_not_active | card_void | tenant_suspended}. The attempt is taken out of its limits under row locks before the PIN is looked at. See docs/security.md.';

grant execute on function public.authenticate_card(text, text, text) to service_role;
