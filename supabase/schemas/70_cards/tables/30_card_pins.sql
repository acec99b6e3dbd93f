create table private.card_pins (
  tenant_id uuid not null,
  card_id uuid not null,
  pin_hash text not null,
  set_at timestamptz not null default private.clock(),
  primary key (tenant_id, card_id),
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict,
  constraint pin_is_kept_as_bcrypt check (pin_hash ~ '^\$2[aby]\$[0-9]{2}\$.{53}$')
);

create unique index card_pins_by_card on private.card_pins (card_id);

alter table private.card_pins enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.card_pins is
  'What PINs are checked against: bcrypt over an HMAC-SHA-256 of the PIN, keyed with the secret card_pin_pepper. In a table apart, so that nothing that may read cards can read it.';
comment on column private.card_pins.tenant_id is 'The company that issued the card.';
comment on column private.card_pins.card_id is 'The card.';
comment on column private.card_pins.pin_hash is 'bcrypt; its cost is part of it (private.card_pin_cost() for new ones).';
comment on column private.card_pins.set_at is 'When the PIN was made.';
