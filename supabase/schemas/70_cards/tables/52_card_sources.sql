create table private.card_sources (
  tenant_id uuid not null,
  card_id uuid not null,
  source_key bytea not null,
  last_success_at timestamptz not null default private.clock(),
  primary key (tenant_id, card_id, source_key),
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict
);

create index card_sources_by_age on private.card_sources (last_success_at);

alter table private.card_sources enable row level security;
-- NOTE: no policy and no grant: authenticate_card() is the only reader.

comment on table private.card_sources is
  'Where a card was signed in from with the right PIN. Such a source has attempts of its own that no stranger can use up.';
comment on column private.card_sources.tenant_id is 'The company that issued the card.';
comment on column private.card_sources.card_id is 'The card.';
comment on column private.card_sources.source_key is 'HMAC of the source address.';
comment on column private.card_sources.last_success_at is 'The last right PIN from there; forgotten after 180 days.';
