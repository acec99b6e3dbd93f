create function public.issue_cards(batch_id uuid, count int) returns jsonb
language plpgsql volatile security definer set search_path = '' as $$
declare
  numbers text[];
  pins text[];
begin
  if count is null or count not between 1 and 10000 then
    perform private.fail('invalid_request', 400, jsonb_build_object('field', 'count', 'problem', 'a whole number from 1 to 10000'));
  elsif not exists (select from public.card_batches b where b.id = issue_cards.batch_id) then
    perform private.fail('card_batch_not_found', 404);
  end if;
  numbers := private.draw_card_numbers((select b.tenant_id from public.card_batches b where b.id = issue_cards.batch_id), count);
  pins := array(select private.random_pin() from generate_series(1, count));
  perform private.put_cards(batch_id, numbers, pins);
  return jsonb_build_object(
    'batch_id', batch_id,
    'cards', (select jsonb_agg(jsonb_build_object('card_no', c.number, 'pin', c.pin)) from unnest(numbers, pins) c (number, pin))
  );
end
$$;

comment on function public.issue_cards(uuid, int) is
  'Issues so many cards (1 to 10,000) of a batch, paid from the tenant''s budget. Only service_role. Gives {batch_id, cards: [{card_no, pin}]}: the only time that these PINs are in clear. For the platform''s own small issues; companies use start_card_issue(). Errors: invalid_request {field, problem}, card_batch_not_found, card_batch_closed, insufficient_budget {needed, available}.';

grant execute on function public.issue_cards(uuid, int) to service_role;
