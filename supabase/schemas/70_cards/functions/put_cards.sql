create function private.put_cards(batch uuid, numbers text[], pins text[], issue uuid default null) returns int
language plpgsql volatile security definer set search_path = '' as $$
declare
  kind public.card_batches;
  first_serial int;
  made uuid[];
begin
  select * into kind from public.card_batches b where b.id = batch;
  if kind.id is null then
    perform private.fail('card_batch_not_found', 404);
  elsif kind.for_departures or kind.status <> 'active' or kind.valid_until <= private.clock() then
    perform private.fail('card_batch_closed', 409);
  end if;
  first_serial := private.take_serials(kind.tenant_id, kind.id, cardinality(numbers));
  with added as (
    insert into public.cards (tenant_id, batch_id, serial, issue_id, number, status, valid_until, counts_from_activation)
    select kind.tenant_id, kind.id, first_serial + n.place - 1, issue, n.number,
      case when kind.needs_activation then 'inactive' else 'issued' end, kind.valid_until, kind.valid_days is not null
    from unnest(numbers) with ordinality n (number, place)
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
  if kind.funded_at = 'issue' then
    perform private.fund_cards(
      kind,
      array(
        select a.id from public.ledger_accounts a
        where a.owner_id = any (made) and a.kind = 'wallet' and a.tenant_id = kind.tenant_id and a.owner_kind = 'card'
      ),
      kind.valid_until
    );
  end if;
  return first_serial;
end
$$;

comment on function private.put_cards(uuid, text[], text[], uuid) is
  'Adds cards with these numbers and PINs to a batch, in the order of their serials, and funds each with the face value unless that waits for the activation. All or nothing; gives the first serial. For functions that draw numbers and PINs at random (then with their issue), and for demo data, whose cards must be known; nobody reaches it through the API. Locks the batch, then the accounts. Errors: card_batch_not_found, card_batch_closed, programme_closed, insufficient_budget {needed, available}; a number that exists violates card_number_is_unique_in_the_world.';
