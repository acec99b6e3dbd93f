create function private.put_replacement(company uuid, lost uuid, pin text) returns public.cards
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch constant uuid := (select c.batch_id from public.cards c where c.tenant_id = company and c.id = lost);
  serial constant int := private.take_serials(company, batch, 1);
  old public.cards;
  made public.cards;
begin
  select c.* into strict old from public.cards c where c.tenant_id = company and c.id = lost for no key update;
  if old.status not in ('inactive', 'issued', 'active', 'used_up', 'frozen') or old.valid_until <= private.clock() then
    perform private.fail(
      'card_not_replaceable', 409,
      jsonb_build_object('status', case when old.status in ('void', 'replaced') then old.status else 'expired' end)
    );
  end if;
  insert into public.cards (
    tenant_id, batch_id, serial, issue_id, number, status, valid_until, counts_from_activation, holds_account_id
  )
  values (
    company, batch, serial, old.issue_id, (private.draw_card_numbers(company, 1))[1],
    case when 'inactive' in (old.status, old.status_before) then 'inactive' else 'issued' end,
    old.valid_until, old.counts_from_activation, private.card_account_id(old.id)
  )
  returning * into made;
  insert into private.card_pins (tenant_id, card_id, pin_hash)
  values (company, made.id, extensions.crypt(private.pin_digest(pin), extensions.gen_salt('bf', private.card_pin_cost())));
  perform private.move_entitlements(company, from_card => old.id, to_card => made.id);
  update public.cards c set status = 'replaced', status_before = null where c.tenant_id = company and c.id = old.id;
  return made;
end
$$;

comment on function private.put_replacement(uuid, uuid, text) is
  'Adds the card that opens the wallet of a lost one from now on, valid as long, hands it the packs, and makes the lost one dead. Locks the batch, then the lost card; moves no points. Errors: card_not_replaceable {status}.';
