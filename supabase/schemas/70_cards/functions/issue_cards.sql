create function public.issue_cards(batch_id uuid, count int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  numbers text[];
  pins text[];
begin
  if count is null or count not between 1 and 10000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'count', 'problem', 'a whole number from 1 to 10000'));
  end if;
  -- Two alike, or one that exists, are as good as impossible (10^15 numbers); the unique constraint would refuse the whole issue.
  select array_agg(private.random_card_number()), array_agg(private.random_pin())
  into numbers, pins
  from generate_series(1, count);
  perform private.put_cards(batch_id, numbers, pins);
  return jsonb_build_object(
    'batch_id', batch_id,
    'cards', (select jsonb_agg(jsonb_build_object('card_no', c.number, 'pin', c.pin)) from unnest(numbers, pins) c (number, pin))
  );
end
$$;

comment on function public.issue_cards(uuid, int) is
  'Issues so many cards (1 to 10,000) of a batch, paid from the tenant''s budget. Only service_role. Gives {batch_id, cards: [{card_no, pin}]}: the only time that PINs are in clear. Errors: invalid_request {field, problem}, card_batch_not_found, card_batch_closed, insufficient_budget {needed, available}.';

grant execute on function public.issue_cards(uuid, int) to service_role;
