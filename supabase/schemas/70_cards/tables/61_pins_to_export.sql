create table private.pins_to_export (
  issue_id uuid not null,
  place integer not null,
  tenant_id uuid not null,
  card_id uuid not null,
  pin bytea not null,
  primary key (issue_id, place),
  constraint issue_exists foreign key (issue_id) references public.card_issues (id) on delete restrict,
  constraint card_is_of_the_same_tenant foreign key (tenant_id, card_id)
    references public.cards (tenant_id, id) on delete restrict
);

create index pins_to_export_by_card on private.pins_to_export (tenant_id, card_id);

alter table private.pins_to_export enable row level security;
-- NOTE: no policy and no grant: export_card_issue() is the only reader.

comment on table private.pins_to_export is
  'PINs of cards whose part of the list has not left yet, encrypted. Rows go as their part leaves; after that nobody can tell a PIN any more.';
comment on column private.pins_to_export.issue_id is 'The issue.';
comment on column private.pins_to_export.place is 'The card''s place in the issue, from 1: part 1 holds places 1 to 2,000.';
comment on column private.pins_to_export.tenant_id is 'The company.';
comment on column private.pins_to_export.card_id is 'The card.';
comment on column private.pins_to_export.pin is 'The PIN, encrypted by private.seal_pin().';
