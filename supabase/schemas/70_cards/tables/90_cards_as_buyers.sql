-- Cards are made after orders; here the tables of buyers and audiences learn to whom card_id and a card batch point.

alter table public.offers
  add column card_batch_id uuid generated always as (case when audience_kind = 'card_batch' then audience_id end) stored,
  add constraint card_batch_of_the_tenant foreign key (tenant_id, card_batch_id)
    references public.card_batches (tenant_id, id) on delete cascade;
alter table public.addresses
  add constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete cascade;
alter table public.cart_lines
  add constraint card_of_the_tenant foreign key (tenant_id, card_id) references public.cards (tenant_id, id) on delete cascade;
alter table public.departures
  add constraint claim_card_of_the_tenant foreign key (tenant_id, claim_card_id) references public.cards (tenant_id, id) on delete restrict;
create index departures_by_claim_card on public.departures (tenant_id, claim_card_id) where claim_card_id is not null;
create trigger cards_that_ordered_stay before delete on public.cards
for each row execute function private.refuse_deletion_of_buyer();

comment on column public.offers.card_batch_id is 'Kept by the database: the audience, if it is a card batch.';
