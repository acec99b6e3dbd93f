create function private.pin_is_right(card uuid, pin text) returns boolean
language plpgsql volatile security definer set search_path = '' as $$
declare
  digest constant text := private.pin_digest(pin);
  kept text;
begin
  select p.pin_hash into kept from private.card_pins p where p.card_id = card;
  if kept is null then
    -- The same work for a card that does not exist, or the time would tell.
    perform extensions.crypt(digest, extensions.gen_salt('bf', private.card_pin_cost()));
    return false;
  end if;
  return extensions.crypt(digest, kept) = kept;
end
$$;

comment on function private.pin_is_right(uuid, text) is
  'Whether this is the PIN of the card. The card may be null or unknown: then false, after the same bcrypt work. Called by authenticate_card() only, which has taken the attempt before.';
