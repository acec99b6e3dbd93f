create function private.issue_claim(tenant_id uuid, wallet uuid, valid_until timestamptz, out card_id uuid, out pin text)
language plpgsql volatile security definer set search_path = '' as $$
declare
  batch_id constant uuid := private.departure_batch_id(tenant_id);
begin
  pin := private.random_pin();
  insert into public.cards (tenant_id, batch_id, serial, number, valid_until, holds_account_id)
  values (
    issue_claim.tenant_id, batch_id, private.take_serials(issue_claim.tenant_id, batch_id, 1),
    (private.draw_card_numbers(issue_claim.tenant_id, 1))[1], issue_claim.valid_until, wallet
  )
  returning id into card_id;
  insert into private.card_pins (tenant_id, card_id, pin_hash)
  values (
    issue_claim.tenant_id, issue_claim.card_id,
    extensions.crypt(private.pin_digest(issue_claim.pin), extensions.gen_salt('bf', private.card_pin_cost()))
  );
  insert into public.card_events (tenant_id, batch_id, card_id, kind)
  values (issue_claim.tenant_id, batch_id, issue_claim.card_id, 'issued');
end
$$;

comment on function private.issue_claim(uuid, uuid, timestamptz) is
  'Issues a claim code: a card of the company''s departure batch that opens an existing wallet instead of one of its own. Nothing is granted and nothing moves. Gives the PIN, which is stored as a hash only.';
