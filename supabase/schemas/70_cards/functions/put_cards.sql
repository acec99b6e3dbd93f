create function private.put_cards(batch uuid, numbers text[], pins text[]) returns void
language plpgsql volatile security definer set search_path = '' as $$
declare
  kind public.card_batches;
  made uuid[];
begin
  select * into kind from public.card_batches b where b.id = batch;
  if kind.id is null then
    perform private.fail('card_batch_not_found', 404);
  elsif kind.for_departures or kind.status <> 'active' or kind.valid_until <= private.clock() then
    perform private.fail('card_batch_closed', 409);
  end if;
  with added as (
    insert into public.cards (tenant_id, batch_id, number, valid_until)
    select kind.tenant_id, kind.id, n.number, kind.valid_until from unnest(numbers) n (number)
    returning id, number
  ), hashed as (
    insert into private.card_pins (tenant_id, card_id, pin_hash)
    select kind.tenant_id, a.id, extensions.crypt(private.pin_digest(p.pin), extensions.gen_salt('bf', private.card_pin_cost()))
    from added a
    join unnest(numbers, pins) p (number, pin) on p.number = a.number
  ), recorded as (
    insert into public.card_events (tenant_id, batch_id, card_id, kind)
    select kind.tenant_id, kind.id, a.id, 'issued' from added a
  )
  select array_agg(a.id order by a.id) into made from added a;
  perform private.post_grant(
    tenant_id => kind.tenant_id,
    programme_id => kind.programme_id,
    budget_account_id => private.budget_account_id(kind.tenant_id),
    account_ids => array(
      select a.id from public.ledger_accounts a
      where a.tenant_id = kind.tenant_id and a.owner_kind = 'card' and a.owner_id = any (made)
    ),
    amounts => array_fill(kind.face_value, array[cardinality(made)]),
    note => kind.title,
    valid_until => kind.valid_until,
    source => 'card'
  );
end
$$;

comment on function private.put_cards(uuid, text[], text[]) is
  'Adds cards with these numbers and PINs to a batch and funds each with the face value: a lot of the batch''s programme, from the tenant''s budget, valid as long as the card. All or nothing. For issue_cards(), which draws numbers and PINs at random, and for demo data, whose cards must be known; nobody reaches it through the API. Errors: card_batch_not_found, card_batch_closed, programme_closed, insufficient_budget {needed, available}; a number that exists violates card_number_is_unique_in_the_world.';
