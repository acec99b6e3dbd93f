create function private.admit_stranger(number_key bytea, wanted_source bytea, batch uuid) returns interval
language plpgsql volatile set search_path = '' as $$
declare
  limits constant record := private.sign_in_limits();
  moment constant timestamptz := private.clock();
  card_row private.sign_in_attempts;
  source_row private.sign_in_attempts;
  wait interval;
begin
  card_row := private.hold_attempts('card', number_key);
  source_row := private.hold_attempts('source', wanted_source);
  if source_row.blocked_until > moment then
    return source_row.blocked_until - moment;
  end if;
  if exists (select from private.batch_guards g where g.batch_id = batch and g.guarded_until > moment) then
    perform private.hold_attempts('guarded_batch', uuid_send(batch));
    wait := private.take_turn('guarded_batch', uuid_send(batch), wanted_source, limits.guarded_turn_interval);
  elsif cardinality(card_row.failures) >= limits.card_attempts then
    wait := private.take_turn('card', number_key, wanted_source, limits.turn_interval);
  end if;
  if wait is not null then
    return wait;
  end if;
  update private.sign_in_attempts a
  set failures = card_row.failures[greatest(cardinality(card_row.failures) - limits.card_attempts + 2, 1) :] || moment,
    touched_at = moment
  where a.bucket = 'card' and a.key = number_key;
  return private.take_attempt('source', wanted_source, limits.source_attempts, limits.source_delay);
end
$$;

comment on function private.admit_stranger(bytea, bytea, uuid) is
  'Takes one attempt at a card number for a source that has not signed in with that card before: null, or how long to wait. First the source''s own limit; then the card''s free attempts; after them, or while the batch is guarded, the source''s turn.';
